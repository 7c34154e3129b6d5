import { Card } from "#components/ui/card.tsx";
import { Go } from "#components/ui/go.tsx";
import { formatDate } from "#lib/dates.ts";
import type { SinceFigure } from "#lib/overview/answer.ts";

/** What happened lately, from facts alone. It counts days, so that every reader sees the same. */
export function SinceCard({ days, since, figures }: { days: number; since: string; figures: readonly SinceFigure[] }) {
  return (
    <Card title={`Since ${formatDate(since, "short")}`} footer={<span>The last {days} days.</span>}>
      <dl className="stack tight">
        {figures.map((figure) => (
          <div key={figure.says} className="flex flex-row-reverse items-baseline justify-end gap-3">
            <dt>{figure.value > 0 ? <Go href={figure.href}>{figure.says}</Go> : figure.says}</dt>
            <dd className="num min-w-6 text-[21px] font-semibold">{figure.value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}
