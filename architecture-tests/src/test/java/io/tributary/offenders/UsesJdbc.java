package io.tributary.offenders;

import java.sql.Connection;

public record UsesJdbc(Connection connection) {}
