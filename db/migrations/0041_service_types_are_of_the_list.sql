-- What kind of service it is, is one of the kinds the pages have words for.
alter table public.services add constraint services_types_check check (types <@ array[
  'care-home-nursing', 'care-home', 'homecare', 'supported-living', 'extra-care', 'shared-lives', 'live-in-care', 'day-service', 'other']);
