package io.tributary.workflows.adapter.in.web;

/// For the API's description.
final class WorkflowExamples {
  static final String ABOUT =
      """
      React Flow's graph: at most 2,000 nodes, 5,000 edges, 1 MiB; further properties are kept. \
      Conditions sit on the edges that leave a CONTROL_BRANCH, in data.condition; the edge without \
      one is the else. settings hold concurrency {limit, policy: QUEUE, SKIP or CANCEL_PREVIOUS}, \
      debounce {seconds}, onFailure {workflowId} and timeLimit {seconds}; each may be left out.\
      """;

  static final String DEFINITION =
      """
      {"nodes": [
         {"id": "start", "type": "TRIGGER_MANUAL", "position": {"x": 0, "y": 0}, "data": {"label": "Start", "config": {}}},
         {"id": "rich", "type": "CONTROL_BRANCH", "position": {"x": 0, "y": 100}, "data": {"label": "Budget?", "config": {}}},
         {"id": "yes", "type": "CONTROL_END", "position": {"x": -80, "y": 200}, "data": {"config": {}}},
         {"id": "no", "type": "CONTROL_END", "position": {"x": 80, "y": 200}, "data": {"config": {}}}],
       "edges": [
         {"id": "e1", "source": "start", "target": "rich"},
         {"id": "e2", "source": "rich", "target": "yes", "data": {"condition": {"field": "lead.budget", "operator": "gte", "value": 1000}}},
         {"id": "e3", "source": "rich", "target": "no"}]}
      """;

  private WorkflowExamples() {}
}
