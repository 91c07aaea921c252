/// The HTTP face's shared parts: who calls, problems as RFC 9457, entity tags, paging parameters.
@NamedInterface("web")
@NullMarked
package io.tributary.kernel.web;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
