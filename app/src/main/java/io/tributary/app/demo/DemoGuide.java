package io.tributary.app.demo;

/// Tells whoever started the demo what to try.
final class DemoGuide {
  private DemoGuide() {}

  static void print(DemoProgress progress, String baseUrl) {
    System.out.println(text(progress, baseUrl));
  }

  private static String text(DemoProgress progress, String baseUrl) {
    return """

    Tributary is running. Ctrl-C stops it; what it holds stays in ./data.

      Workspace   %2$s
      API key     %3$s
      Form        %1$s/f/%4$s
      Endpoints   %1$s/docs

    Submit the form as a visitor:

      curl -X POST %1$s/f/%4$s/responses -H 'Content-Type: application/json' \\
        -d '{"data": {"name": "Ada Lovelace", "email": "ada@example.com", "budget": 25000}}'

    See the lead that it became, in the stage that the workflow gave it:

      curl -H 'Authorization: Bearer %3$s' \\
        '%1$s/api/v1/workspaces/%2$s/leads?limit=1'

    See the last thirty days, and the mail that went out:

      curl -H 'Authorization: Bearer %3$s' \\
        %1$s/api/v1/workspaces/%2$s/analytics/daily
      curl -H 'Authorization: Bearer %3$s' \\
        '%1$s/api/v1/workspaces/%2$s/mailbox?limit=1'
    """
        .formatted(baseUrl, progress.workspaceId(), progress.apiKey(), progress.formKey());
  }
}
