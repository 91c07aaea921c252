package io.tributary.workflows.adapter.in.web.executions;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tributary.kernel.WorkspaceId;
import io.tributary.kernel.paging.Page;
import io.tributary.kernel.paging.PageRequest;
import io.tributary.kernel.web.Authorized;
import io.tributary.workflows.application.port.in.executions.ReadMailbox;
import io.tributary.workflows.application.port.in.executions.ReadMailbox.StoredMail;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

@RestController
@RequestMapping("/api/v1/workspaces/{workspaceId}/mailbox")
@Tag(name = "Mailbox", description = "Where mails go while no mail server is set up")
class MailboxController {
  private final ReadMailbox mailbox;

  MailboxController(ReadMailbox mailbox) {
    this.mailbox = mailbox;
  }

  @GetMapping
  @Operation(summary = "List the mails that workflows sent, newest first")
  Mono<Page<StoredMail>> list(
      @Authorized("workflow:read") WorkspaceId workspace, PageRequest page) {
    return mailbox.list(workspace, page);
  }
}
