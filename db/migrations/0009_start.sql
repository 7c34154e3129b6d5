-- npm start asks with the application role, which sees no organisation without a context.
create function guard.sample_organisations() returns bigint
  language sql stable security definer set search_path = pg_catalog as
$$ select count(*) from public.organisations where sample $$;
revoke all on function guard.sample_organisations() from public;
grant execute on function guard.sample_organisations() to holdfast_app;
