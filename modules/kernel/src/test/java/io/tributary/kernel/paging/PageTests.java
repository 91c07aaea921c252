package io.tributary.kernel.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tributary.kernel.problems.KernelProblem.InvalidInput;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageTests {
  @Test
  void a_limit_is_clamped_and_at_least_one() {
    assertThat(new PageRequest(1, null).limit()).isEqualTo(1);
    assertThat(new PageRequest(101, null).limit()).isEqualTo(100);
    assertThat(new PageRequest(Integer.MAX_VALUE, null).rows()).isEqualTo(101);
    assertThatExceptionOfType(InvalidInput.class).isThrownBy(() -> new PageRequest(0, null));
    assertThatExceptionOfType(InvalidInput.class)
        .isThrownBy(() -> new PageRequest(Integer.MIN_VALUE, null));
  }

  @Test
  void a_page_ends_with_its_last_row_and_says_whether_another_follows() {
    assertThat(Page.of(List.of(1, 2, 3), 2, String::valueOf))
        .isEqualTo(new Page<>(List.of(1, 2), "2"));
    assertThat(Page.of(List.of(1, 2), 2, String::valueOf))
        .isEqualTo(new Page<>(List.of(1, 2), null));
    assertThat(Page.of(List.<Integer>of(), 2, String::valueOf))
        .isEqualTo(new Page<>(List.of(), null));
  }
}
