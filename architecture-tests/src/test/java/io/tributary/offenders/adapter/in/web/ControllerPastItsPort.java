package io.tributary.offenders.adapter.in.web;

import io.tributary.offenders.adapter.out.persistence.PublicStore;

record ControllerPastItsPort(PublicStore store) {}
