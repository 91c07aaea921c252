package io.tributary.architecture;

/// What PostgreSQL's own catalogue says about tenancy. Each check is a query that names what breaks
/// the rule.
enum Catalogue {
  KEY_STARTS_WITH_THE_WORKSPACE(
      """
      SELECT c.oid::regclass::text FROM tenant_table c
      WHERE NOT EXISTS (
        SELECT FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
        WHERE i.indrelid = c.oid AND i.indisprimary AND a.attname = 'workspace_id')
      """),

  ROW_LEVEL_SECURITY_IS_FORCED(
      """
      SELECT c.oid::regclass::text FROM tenant_table c
      WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity)
      """),

  BOTH_ROLES_HAVE_A_POLICY(
      """
      SELECT c.oid::regclass || ' for ' || r.rolname FROM tenant_table c, pg_roles r
      WHERE r.rolname IN ('tributary_app', 'tributary_worker') AND NOT c.relispartition
        AND NOT EXISTS (
          SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND r.oid = ANY (p.polroles))
      """),

  THE_TENANTS_POLICY_READS_THE_SETTING(
      """
      SELECT c.oid::regclass || ' ' || p.polname FROM tenant_table c
      JOIN pg_policy p ON p.polrelid = c.oid
      JOIN pg_roles r ON r.oid = ANY (p.polroles) OR p.polroles = '{0}'
      WHERE r.rolname = 'tributary_app'
        AND NOT coalesce(pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid))
          LIKE '%workspace_id = ( SELECT (NULLIF(current_setting(''tributary.workspace_id''::text, true), ''''::text))::uuid%'
      """),

  REQUESTS_REACH_TENANT_TABLES_ONLY(
      """
      SELECT c.oid::regclass::text FROM own_relation c
      WHERE c.relkind IN ('r', 'p') AND c.oid NOT IN (SELECT oid FROM tenant_table)
        AND has_any_privilege('tributary_app', c.oid)
      """),

  PARTITIONS_ARE_REACHED_THROUGH_THEIR_PARENT(
      """
      SELECT c.oid::regclass || ' by ' || r.rolname FROM own_relation c, pg_roles r
      WHERE c.relispartition AND c.relkind IN ('r', 'p')
        AND r.rolname IN ('tributary_app', 'tributary_worker') AND has_any_privilege(r.rolname, c.oid)
      """),

  MATERIALIZED_VIEWS_ARE_HIDDEN_FROM_REQUESTS(
      """
      SELECT c.oid::regclass::text FROM own_relation c
      WHERE c.relkind = 'm' AND has_any_privilege('tributary_app', c.oid)
      """),

  VIEWS_FOR_REQUESTS_FILTER(
      """
      SELECT c.oid::regclass::text FROM own_relation c
      WHERE c.relkind = 'v' AND has_any_privilege('tributary_app', c.oid)
        AND NOT coalesce(c.reloptions && '{security_invoker=true,security_invoker=on,security_invoker=1}', false)
        AND NOT (coalesce(c.reloptions && '{security_barrier=true,security_barrier=on,security_barrier=1}', false)
                 AND pg_get_viewdef(c.oid) LIKE '%tributary.workspace_id%')
      """),

  INDEXES_START_WITH_THE_WORKSPACE(
      """
      SELECT i.indexrelid::regclass::text FROM tenant_table c
      JOIN pg_index i ON i.indrelid = c.oid
      LEFT JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0]
      WHERE NOT c.relispartition AND a.attname IS DISTINCT FROM 'workspace_id'
        AND (SELECT amname FROM pg_am m JOIN pg_class ic ON ic.relam = m.oid WHERE ic.oid = i.indexrelid) = 'btree'
      """),

  UNIQUENESS_IS_WITHIN_A_WORKSPACE(
      """
      SELECT i.indexrelid::regclass::text FROM tenant_table c
      JOIN pg_index i ON i.indrelid = c.oid
      WHERE i.indisunique AND NOT c.relispartition AND NOT EXISTS (
        SELECT FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum = ANY (i.indkey[0:i.indnkeyatts - 1]) AND a.attname = 'workspace_id')
      """),

  FOREIGN_KEYS_STAY_IN_THE_WORKSPACE(
      """
      SELECT k.conrelid::regclass || '.' || k.conname FROM pg_constraint k
      JOIN tenant_table c ON c.oid = k.conrelid
      WHERE k.contype = 'f' AND k.conparentid = 0 AND NOT EXISTS (
        SELECT FROM unnest(k.conkey, k.confkey) AS pair (here, there)
        JOIN pg_attribute h ON h.attrelid = k.conrelid AND h.attnum = pair.here
        JOIN pg_attribute t ON t.attrelid = k.confrelid AND t.attnum = pair.there
        WHERE h.attname = 'workspace_id' AND t.attname = 'workspace_id')
      """),

  ROLES_OWN_NOTHING(
      """
      SELECT c.oid::regclass::text FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
      WHERE r.rolname IN ('tributary_app', 'tributary_worker') AND c.relkind <> 'i'
      UNION ALL
      SELECT 'schema ' || n.nspname FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner
      WHERE r.rolname IN ('tributary_app', 'tributary_worker')
      """),

  ROLES_ARE_ORDINARY(
      """
      SELECT rolname FROM pg_roles r
      WHERE rolname IN ('tributary_app', 'tributary_worker')
        AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb OR rolreplication
             OR EXISTS (SELECT FROM pg_auth_members m WHERE m.member = r.oid))
      """),

  DEFINER_FUNCTIONS_PIN_THEIR_SEARCH_PATH(
      """
      SELECT p.oid::regprocedure::text FROM pg_proc p JOIN own_schema n ON n.oid = p.pronamespace
      WHERE p.prosecdef AND NOT coalesce(p.proconfig::text LIKE '%search_path=%', false)
      """),

  DEFINER_FUNCTIONS_ARE_NOT_FOR_REQUESTS(
      """
      SELECT p.oid::regprocedure::text FROM pg_proc p JOIN own_schema n ON n.oid = p.pronamespace
      WHERE p.prosecdef AND has_function_privilege('tributary_app', p.oid, 'EXECUTE')
      """);

  private static final String NAMES =
      """
      WITH own_schema AS (
        SELECT oid, nspname FROM pg_namespace
        WHERE nspname !~ '^pg_' AND nspname NOT IN ('information_schema', 'flyway', 'public')
      ), own_relation AS (
        SELECT c.* FROM pg_class c JOIN own_schema n ON n.oid = c.relnamespace
      ), tenant_table AS (
        SELECT c.* FROM own_relation c
        WHERE c.relkind IN ('r', 'p') AND EXISTS (
          SELECT FROM pg_attribute a
          WHERE a.attrelid = c.oid AND a.attname = 'workspace_id' AND NOT a.attisdropped)
      )
      """;

  private static final String ANY_PRIVILEGE =
      "has_table_privilege\\($1, $2, 'SELECT, INSERT, UPDATE, DELETE, TRUNCATE')";

  private final String query;

  Catalogue(String query) {
    this.query = query;
  }

  /// One text column: what breaks the rule.
  String sql() {
    return NAMES
        + query.replaceAll("has_any_privilege\\(([^,]+), ([^)]+)\\)", ANY_PRIVILEGE)
        + " ORDER BY 1";
  }
}
