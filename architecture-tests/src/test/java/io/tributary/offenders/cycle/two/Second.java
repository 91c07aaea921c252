package io.tributary.offenders.cycle.two;

import io.tributary.offenders.cycle.one.First;
import java.util.List;

public record Second(List<First> firsts) {}
