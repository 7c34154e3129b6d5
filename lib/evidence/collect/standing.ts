import { type SQL, sql } from "drizzle-orm";

const newestScore = (kind: string, column: string) => sql`(select ${sql.identifier(column)} from risk_scores s
  where s.organisation_id = risks.organisation_id and s.record_id = risks.id and s.kind = ${kind}
  order by s.scored_at desc, s.id desc limit 1)`;

const newestProof = sql`(select max(p.proved_on) from control_proofs p
  join risk_controls c on c.organisation_id = p.organisation_id and c.id = p.control_id and c.ended_at is null
  where p.organisation_id = risks.organisation_id and p.record_id = risks.id)`;

/** The last day of the scope's period, or today where it has not come. */
const lastDay = sql`(least(coalesce(guard.context_to(), now()), now()) at time zone 'Europe/London')::date`;

/** An acceptance that no longer holds leaves a risk open: as standingState in the risks room says it. */
const stood = sql`case when risks.state = 'tolerated' and not coalesce((
  select a.score = ${newestScore("current", "score")} and a.expires_on >= ${lastDay} from risk_acceptances a
  where a.organisation_id = risks.organisation_id and a.record_id = risks.id
  order by a.accepted_at desc, a.id desc limit 1), false) then 'open' else risks.state end`;

/** What a risk's row tells as it stood on the last day of the period, or stands now where that day has not come. */
export const risksStood: Readonly<Record<string, SQL>> = {
  state: stood,
  likelihood: newestScore("current", "likelihood"),
  consequence: newestScore("current", "consequence"),
  score: newestScore("current", "score"),
  scored_at: newestScore("current", "scored_at"),
  target_likelihood: newestScore("target", "likelihood"),
  target_consequence: newestScore("target", "consequence"),
  target_score: newestScore("target", "score"),
  proved_on: newestProof,
};
