package io.tributary.offenders.application;

public final class PublicService {}
