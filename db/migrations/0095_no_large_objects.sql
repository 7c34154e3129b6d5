-- Large objects belong to no table, so neither row security nor the trail sees them: nobody of the portal needs one. Where
-- the owner may not take the right away, on a server that others run, it stays as that server has it.
do $$
declare one record;
begin
  for one in select p.oid::regprocedure as name from pg_catalog.pg_proc p
      where p.pronamespace = 'pg_catalog'::regnamespace and p.proname ~ '^(lo_|loread$|lowrite$)' loop
    begin
      execute pg_catalog.format('revoke execute on function pg_catalog.%s from public', one.name);
    exception when insufficient_privilege then
      raise notice 'large objects stay as the server has them';
      exit;
    end;
  end loop;
end $$;
