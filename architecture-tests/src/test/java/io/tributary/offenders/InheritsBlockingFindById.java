package io.tributary.offenders;

import java.util.UUID;
import org.springframework.data.repository.CrudRepository;
import org.springframework.data.repository.NoRepositoryBean;

@NoRepositoryBean
public interface InheritsBlockingFindById extends CrudRepository<String, UUID> {}
