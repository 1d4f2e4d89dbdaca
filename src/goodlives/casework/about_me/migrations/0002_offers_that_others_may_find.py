"""A function shows what people share with consent, and no more of their records: the portal role may call it."""

from django.db import migrations

WRITE = """
CREATE OR REPLACE FUNCTION shared_offers(today date, near text)
RETURNS TABLE (id uuid, first_name text, kind text, words text, nearness integer, named_worker text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT offer.id,
        split_part(coalesce(nullif(person.preferred_name, ''), person.given_name), ' ', 1),
        offer.kind,
        offer.words,
        CASE
            WHEN near = '' OR person.postcode = '' THEN 2
            WHEN upper(split_part(person.postcode, ' ', 1)) = near THEN 0
            WHEN substring(person.postcode FROM '^[A-Za-z]+') ILIKE substring(near FROM '^[A-Za-z]+') THEN 1
            ELSE 2
        END,
        coalesce(nullif(trim(worker.first_name || ' ' || worker.last_name), ''), '')
    FROM about_me_offer offer
    JOIN people_person person ON person.id = offer.person_id
    LEFT JOIN access_user worker ON worker.id = person.allocated_to_id
    WHERE offer.kind IN ('skill', 'role', 'start')
        AND offer.shared_from <= today AND offer.shared_until >= today
        AND offer.withdrawn_on IS NULL AND offer.ended_on IS NULL AND person.died_on IS NULL
$$
"""


class Migration(migrations.Migration):
    dependencies = [("about_me", "0001_initial")]

    operations = [migrations.RunSQL(WRITE, "DROP FUNCTION shared_offers(date, text)")]
