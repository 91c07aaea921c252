package io.tributary.offenders;

import org.springframework.transaction.annotation.Transactional;

@Transactional
public class HiddenTransactionOfAll {}
