/// The HTTP face.
@NullMarked
package io.tributary.leads.adapter.in.web;

import org.jspecify.annotations.NullMarked;
