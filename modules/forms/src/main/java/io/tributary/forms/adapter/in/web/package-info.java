/// The HTTP face of forms.
@NullMarked
package io.tributary.forms.adapter.in.web;

import org.jspecify.annotations.NullMarked;
