/**
 * SQL for how a membership `member` stood at the time `at` as a copy: joins `lineage` with `original_id`, `copy_kind` and
 * `containment`. Today's row tells it, but for copies that analysts have parted from their originals since, or had parted
 * then.
 */
export const lineageAt = (at: string): string => `
  left join lateral (
    select bool_or(d.applied_at <= ${at} and (d.undo_applied_at is null or d.undo_applied_at > ${at})) as was_parted,
           (array_agg(freed.was order by d.applied_at) filter (where d.applied_at > ${at}))[1] as was
      from story_decision_article freed join story_decision d on d.id = freed.decision_id
     where freed.article_id = member.article_id and freed.role = 'freed') parted on true
  cross join lateral (
    select case when parted.was_parted then null when parted.was is null then member.original_id
                else (parted.was ->> 'originalId')::bigint end as original_id,
           case when parted.was_parted then null when parted.was is null then member.copy_kind
                else parted.was ->> 'copyKind' end as copy_kind,
           case when parted.was_parted then null when parted.was is null then member.containment
                else (parted.was ->> 'containment')::real end as containment) lineage`
