/// Mails: by SMTP, or into the demo's mailbox.
@NullMarked
package io.tributary.workflows.adapter.out.mail;

import org.jspecify.annotations.NullMarked;
