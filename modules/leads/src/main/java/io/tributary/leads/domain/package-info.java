/// What a lead is and which changes of it make sense: plain Java.
@NullMarked
package io.tributary.leads.domain;

import org.jspecify.annotations.NullMarked;
