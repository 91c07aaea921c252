package io.tributary.kernel.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tributary.kernel.database.DatabaseAddress.Credentials;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAddressTests {
  @ParameterizedTest
  @ValueSource(
      strings = {"postgresql://", "postgres://", "jdbc:postgresql://", "r2dbc:postgresql://"})
  void every_usual_spelling_is_read(String prefix) {
    assertThat(DatabaseAddress.parse(prefix + "me:secret@db.example:5433/tributary"))
        .isEqualTo(
            new DatabaseAddress(
                "db.example", 5433, "tributary", new Credentials("me", "secret"), false));
  }

  @Test
  void what_is_left_out_has_a_default() {
    assertThat(DatabaseAddress.parse("postgresql://localhost/x"))
        .isEqualTo(
            new DatabaseAddress("localhost", 5432, "x", new Credentials("postgres", ""), false));
  }

  @Test
  void special_characters_of_a_password_are_percent_encoded() {
    assertThat(DatabaseAddress.parse("postgresql://a%40b:p%3A%2F%40%23%C3%BC@h/x").owner())
        .isEqualTo(new Credentials("a@b", "p:/@#ü"));
  }

  @Test
  void tls_is_asked_for_in_the_query() {
    assertThat(DatabaseAddress.parse("postgresql://h/x?sslmode=require").tls()).isTrue();
    assertThat(DatabaseAddress.parse("postgresql://h/x?sslmode=require").jdbcUrl())
        .isEqualTo("jdbc:postgresql://h:5432/x?sslmode=require");
    assertThat(DatabaseAddress.parse("postgresql://h/x?sslmode=disable").tls()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "mysql://h/x", "h:5432/x", "postgresql:///x", "/x"})
  void anything_else_is_refused_without_repeating_it(String url) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> DatabaseAddress.parse(url))
        .withMessageContaining("tributary.database.url must be");
  }

  @Test
  void each_role_has_its_own_password_that_only_the_owners_gives() {
    var owner = new Credentials("owner", "secret");

    assertThat(owner.derived("app")).isEqualTo(owner.derived("app"));
    assertThat(owner.derived("app").password())
        .isNotEqualTo(owner.derived("worker").password())
        .isNotEqualTo(new Credentials("owner", "other").derived("app").password())
        .matches("[0-9a-f]{64}");
  }

  @Test
  void a_password_does_not_get_into_logs() {
    assertThat(DatabaseAddress.parse("postgresql://me:secret@h/x").toString())
        .contains("me")
        .doesNotContain("secret");
  }
}
