package io.tributary.forms.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import io.tributary.kernel.problems.KernelProblem.NotInState;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FormTests {
  private static Form form(FormStatus status, Integer published, boolean changed, int fields) {
    return new Form(
        UUID.randomUUID(), new FormKey("0123456789abcdef"), status, published, changed, fields, 7);
  }

  @Test
  void the_first_version_is_1_and_the_next_counts_on() {
    assertThat(form(FormStatus.DRAFT, null, true, 1).publish())
        .isEqualTo(new Publication.NewVersion(1));
    assertThat(form(FormStatus.PUBLISHED, 4, true, 1).publish())
        .isEqualTo(new Publication.NewVersion(5));
    assertThat(form(FormStatus.ARCHIVED, 4, true, 1).publish())
        .isEqualTo(new Publication.NewVersion(5));
  }

  @Test
  void an_unchanged_draft_makes_no_new_version() {
    assertThat(form(FormStatus.PUBLISHED, 4, false, 1).publish())
        .isEqualTo(new Publication.Nothing());
    assertThat(form(FormStatus.ARCHIVED, 4, false, 1).publish())
        .isEqualTo(new Publication.Reopening());
  }

  @Test
  void a_form_without_fields_is_not_published() {
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> form(FormStatus.DRAFT, null, true, 0).publish());
  }

  @Test
  void an_archived_form_is_not_edited() {
    assertThatExceptionOfType(NotInState.class)
        .isThrownBy(() -> form(FormStatus.ARCHIVED, 1, false, 1).requireEditable());
    assertThatNoException()
        .isThrownBy(() -> form(FormStatus.PUBLISHED, 1, false, 1).requireEditable());
  }
}
