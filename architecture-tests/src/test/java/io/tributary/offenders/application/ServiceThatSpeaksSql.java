package io.tributary.offenders.application;

import org.springframework.r2dbc.core.DatabaseClient;

record ServiceThatSpeaksSql(DatabaseClient db) {}
