-- The charge said once more, in SQL, over the Parquet file that charge-many reads: see test_bulk_said_again.
-- `rates` is one row of the numbers of the law, in pence. Everything is known.
with person as (
    select *,
        setting = 'home' or (setting = 'care_home_short_term' and short_term_as_home) as as_home,
        case when household = 'couple' then true else false end as couple,
        (cost_of_care * 100)::bigint - case when setting = 'home' then 0 else (nhs_funded_nursing_care * 100)::bigint end as net_fee
    from people
),
owned as (
    select id, sum(
        case
            when disregard is not null or (kind = 'main_home' and setting <> 'care_home_permanent') then 0
            else worth * split_part(share, '/', 1)::bigint
                // case when contains(share, '/') then split_part(share, '/', 2)::bigint else 1 end
        end) as capital
    from (
        select id, setting, item.kind as kind, item.share as share, item.disregard as disregard,
            (item.amount * 100)::bigint
                - case when item.kind in ('main_home', 'property') then ((item.amount * 100)::bigint + 9) // 10 else 0 end as worth
        from (select id, setting, unnest(capital) as item from person)
    )
    group by id
),
each_income as (
    select id, item.kind as kind,
        (item.amount * 100)::bigint * case item.every when 'month' then 12 else 1 end
            // case item.every when 'week' then 1 when 'fortnight' then 2 when '4 weeks' then 4 when 'month' then 52
                when 'quarter' then 13 when 'year' then 52 end as weekly,
        item.rate as rate
    from (select id, unnest(income) as item from person)
),
highest as (
    select each_income.*,
        kind in ('attendance_allowance', 'pip_daily_living', 'dla_care')
            and case when rate is null then weekly >= disability_benefit_higher else rate in ('higher', 'enhanced') end as top
    from each_income, rates
),
received as (
    select id,
        coalesce(sum(weekly) filter (kind in ('attendance_allowance', 'pip_daily_living', 'dla_care')), 0) as for_care,
        coalesce(sum(weekly) filter (kind in ('state_pension', 'pension_credit_guarantee', 'universal_credit',
            'employment_and_support_allowance', 'carers_allowance', 'other_counted')), 0) as in_full,
        coalesce(sum(weekly) filter (kind = 'occupational_pension'), 0) as work,
        coalesce(sum(weekly) filter (kind = 'war_widows_pension'), 0) as war,
        coalesce(sum(weekly) filter (kind = 'pension_credit_savings'), 0) as credit,
        coalesce(sum(least(weekly, disability_benefit_higher - disability_benefit_middle)) filter (top), 0) as nights,
        coalesce(bool_or(kind in ('attendance_allowance', 'pip_daily_living', 'dla_care')), false) as disability_benefit,
        coalesce(bool_or(kind in ('pip_daily_living', 'pip_mobility', 'dla_care', 'dla_mobility')), false) as pip_or_dla,
        coalesce(bool_or(top and kind in ('pip_daily_living', 'dla_care')), false) as enhanced,
        coalesce(bool_or(kind = 'carers_allowance'), false) as carer
    from highest, rates
    group by id
),
joined as (
    select person.*, rates.*, greatest(net_fee, 0) as fee,
        coalesce(owned.capital, 0) as counted_capital,
        coalesce(for_care, 0) as for_care, coalesce(in_full, 0) as in_full, coalesce(work, 0) as work,
        coalesce(war, 0) as war, coalesce(credit, 0) as credit, coalesce(nights, 0) as nights,
        coalesce(disability_benefit, false) as disability_benefit, coalesce(pip_or_dla, false) as pip_or_dla,
        coalesce(enhanced, false) as enhanced, coalesce(carer, false) as carer,
        case when couple then savings_credit_threshold_couple else savings_credit_threshold_single end as threshold,
        case when couple then savings_credit_disregard_couple else savings_credit_disregard_single end as most_credit,
        case when couple then standard_minimum_guarantee_couple else standard_minimum_guarantee_single end as guarantee,
        case when savings_credit is not null then (savings_credit.qualifying_income * 100)::bigint end as said
    from person
    left join owned using (id)
    left join received using (id)
    cross join rates
),
summed as (
    select *,
        case when as_home then greatest(upper_capital_limit_1, coalesce((upper_capital_limit * 100)::bigint, 0))
            else upper_capital_limit_1 end as top_limit,
        in_full + work + war + credit
            + case when as_home or setting = 'care_home_permanent' then for_care else 0 end
            + ((greatest(counted_capital - lower_capital_limit, 0) + tariff_income_step - 1) // tariff_income_step) * tariff_income_per_step
            - least(war, war_pension_disregard)
            - case when half_pension_to_spouse then (work + 1) // 2 else 0 end
            - case when ignore_night_element and setting = 'home' then nights else 0 end
            - case when setting = 'care_home_permanent' then 0 else (housing_costs * 100)::bigint end
            - case when as_home and disability_benefit then greatest((disability_related_expenditure * 100)::bigint,
                (disability_related_expenditure_flat_rate * 100)::bigint) else 0 end
            - case
                when savings_credit is null and credit = 0 then 0
                when coalesce(said, threshold) < threshold then 0
                when coalesce(said, threshold) <= guarantee then least(credit, most_credit)
                else most_credit
            end as income_left,
        case
            when couple and (pension_age_reached or partner_pension_age_reached) then mig_couple_pension_age
            when couple then mig_couple
            when pension_age_reached then mig_single_pension_age
            when household = 'lone_parent' then mig_lone_parent
            when age < 25 then mig_single_18_24
            else mig_single_25
        end
            + dependent_children * mig_child
            + case when pip_or_dla and not pension_age_reached
                then case when couple then disability_premium_couple else disability_premium_single end else 0 end
            + case when enhanced and not pension_age_reached
                then case when couple then enhanced_disability_premium_couple else enhanced_disability_premium_single end else 0 end
            + case when carer then carer_premium else 0 end as minimum
    from joined
)
select id,
    case
        when exempt is not null then 0
        when counted_capital > top_limit
            then fee + case when setting = 'home' then (arrangement_fee * 100)::bigint else 0 end
        when as_home then least(
            greatest(
                income_left - minimum - (mig_uplift_flat * 100)::bigint
                    - (minimum * (mig_uplift_percent * 100)::bigint + 9999) // 10000, 0)
                * (percent_of_disposable_income * 100)::bigint // 10000,
            case when setting = 'home' then fee else least(fee, (council_rate * 100)::bigint) end,
            coalesce((maximum_charge * 100)::bigint, fee))
        else least(greatest(income_left - personal_expenses_allowance, 0), fee, (council_rate * 100)::bigint)
    end as charge
from summed
order by id
