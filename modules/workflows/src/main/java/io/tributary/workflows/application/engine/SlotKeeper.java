package io.tributary.workflows.application.engine;

import io.tributary.kernel.work.BackgroundJob;
import io.tributary.kernel.work.WorkLoop;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/// Passes slots on whenever some were given back.
@Component
final class SlotKeeper extends BackgroundJob {
  @Autowired
  SlotKeeper(Vacancies vacancies, Transfers transfers) {
    this(vacancies, new WorkLoop("slots", Transfers.SWEEP_INTERVAL, transfers::turn));
  }

  private SlotKeeper(Vacancies vacancies, WorkLoop loop) {
    super(loop);
    vacancies.onVacancy(loop::wake);
  }
}
