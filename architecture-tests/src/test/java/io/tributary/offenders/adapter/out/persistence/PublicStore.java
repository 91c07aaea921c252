package io.tributary.offenders.adapter.out.persistence;

public final class PublicStore {}
