package io.tributary.kernel.web;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// On a method that answers a `GET` of a workspace from nothing but its URI and what is stored: its
/// answers are kept for some seconds, and given to whoever asks for the same and may read it, until
/// something of the topic changes in that workspace. Who sends `Cache-Control: no-cache` gets one
/// that was read for him.
///
/// The method returns a `Mono` of the body, or of a `ResponseEntity` with status 200. Whatever
/// writes what it reads tells `Changes` so.
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Cached {
  /// The topic, as those who write tell it to `Changes`.
  String value();

  /// For how long an answer is kept at most: what a change may go unnoticed for that another node
  /// has committed right before it ended, and could not tell.
  int seconds() default 30;
}
