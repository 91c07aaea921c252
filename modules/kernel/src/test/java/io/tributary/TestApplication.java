package io.tributary;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the modules that are on the class path of a module's tests.
@SpringBootApplication
public class TestApplication {}
