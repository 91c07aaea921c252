package io.tributary.offenders;

import java.util.UUID;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.reactive.ReactiveCrudRepository;

@NoRepositoryBean
public interface InheritsFindById extends ReactiveCrudRepository<String, UUID> {}
