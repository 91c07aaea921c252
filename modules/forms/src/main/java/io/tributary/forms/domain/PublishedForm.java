package io.tributary.forms.domain;

import java.util.UUID;

/// A version that takes responses, ready to check them.
///
/// @param weight roughly the memory it takes, in characters of its JSON
public record PublishedForm(
    UUID workspaceId,
    UUID formId,
    FormKey key,
    int version,
    FormDefinition definition,
    ResponseRules rules,
    int weight) {}
