import type { ReactNode } from "react";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Go } from "#components/ui/go.tsx";
import { formatDuration, formatTime } from "#lib/dates.ts";
import { itemTimes } from "#lib/meetings/meeting.ts";
import { isFigured, type Section, sectionWords } from "#lib/meetings/section.ts";

export type AgendaLine = {
  id: string;
  position: number;
  title: string;
  section: Section | null;
  minutes: number;
  presenter: string | null;
  openedAt?: Date | null;
};

type Props = {
  items: readonly AgendaLine[];
  /** When the first item begins; without it no times are shown. */
  startsAt?: Date;
  /** It has ended: no item has a time but the one at which it was opened. */
  isOver?: boolean;
  /** How long the whole is planned for. */
  planned: number;
  title?: string;
  /** Where the figures of an item stand: the papers. */
  papersHref?: string;
  footer?: ReactNode;
};

/** The order of business: each item with the time at which it should begin, or was opened. */
export function AgendaTable({ items, startsAt, isOver = false, planned, title = "Agenda", papersHref, footer }: Props) {
  const total = items.reduce((sum, item) => sum + item.minutes, 0);
  const timed = items.map(({ minutes, openedAt = null }) => ({ minutes, openedAt }));
  const known = !isOver || timed.some(({ openedAt }) => openedAt);
  const times = startsAt && known ? itemTimes(timed, startsAt, isOver) : undefined;
  return (
    <Card
      title={title}
      flush
      id="agenda"
      aside={items.length === 0 ? undefined : `${formatDuration(total)} of ${formatDuration(planned)} planned`}
      footer={footer}
    >
      {items.length === 0 ? (
        <Empty missing="The agenda is empty." means="A meeting needs at least one item before it can begin." />
      ) : (
        <ol className="list top">
          {items.map((item, index) => (
            <li key={item.id}>
              <span className={`num subtle flex-none ${times ? "" : "w-6"}`}>
                {times ? (times[index] ? formatTime(times[index]) : "Not opened") : index + 1}
              </span>
              <div className="grow">
                <b>
                  {times ? `${index + 1}. ` : ""}
                  {item.title}
                </b>
                <small>
                  {aboutItem(item)}{" "}
                  {papersHref && item.section && isFigured(item.section) ? (
                    <Go href={`${papersHref}#item-${item.position}`} aria-label={`Figures of ${item.title}`}>
                      Figures
                    </Go>
                  ) : null}
                </small>
              </div>
              <span className="num nowrap muted">{item.minutes} min</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}

export function aboutItem(item: Pick<AgendaLine, "title" | "section" | "presenter">): string {
  const shows =
    item.section && isFigured(item.section)
      ? `Shows the registers${sectionWords[item.section] === item.title ? "" : `: ${sectionWords[item.section]}`}`
      : "";
  return [item.presenter && `Presented by: ${item.presenter}`, shows].filter(Boolean).join(". ");
}
