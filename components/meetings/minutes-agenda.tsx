import { Go } from "#components/ui/go.tsx";
import { StateShape } from "#components/ui/state-mark.tsx";
import { counts } from "#lib/meetings/committee.ts";
import type { Written } from "#lib/meetings/queries/written.ts";

type Props = { written: Written; here?: string; hrefOf: (itemId: string) => string };

/** The agenda beside its minutes: what is written has a mark, what is not says so; below it, who was there. */
export function MinutesAgenda({ written, here, hrefOf }: Props) {
  const { items, blocks, meeting } = written;
  const over = meeting.state !== "planned" && meeting.state !== "published";
  return (
    <nav className="card minutes-agenda" aria-label="Agenda">
      <header>
        <h2 className="h grow">Agenda</h2>
      </header>
      <ol>
        {items.map((item) => {
          const done = blocks.some(({ itemId }) => itemId === item.id);
          const current = item.id === here;
          return (
            <li key={item.id} className={done ? "done" : ""}>
              <Go href={hrefOf(item.id)} aria-current={current ? "page" : undefined}>
                <span className="n num">{item.position}</span>
                <span className="grow">{item.title}</span>
                {done ? <StateShape state="ok" size={15} /> : null}
                {!done && over ? <StateShape state="warn" size={15} /> : null}
                {done || over ? <span className="sr">{done ? "Minuted" : "No minute yet"}</span> : null}
              </Go>
            </li>
          );
        })}
      </ol>
      <People written={written} />
    </nav>
  );
}

function People({ written: { attended } }: { written: Written }) {
  const there = attended.filter(({ presence }) => presence !== "apologies" && presence !== "absent");
  const groups = [
    { title: "Present", people: there.filter(({ post }) => counts(post)) },
    { title: "In attendance", people: there.filter(({ post }) => !counts(post)) },
    { title: "Apologies", people: attended.filter(({ presence }) => presence === "apologies") },
    { title: "Absent", people: attended.filter(({ presence }) => presence === "absent") },
  ].filter(({ people }) => people.length > 0);
  if (groups.length === 0) return <p className="minutes-people">Attendance is not recorded yet.</p>;
  return (
    <dl className="minutes-people">
      {groups.map(({ title, people }) => (
        <div key={title}>
          <dt>{title}</dt>
          <dd>{people.map(({ name }) => name).join(", ")}</dd>
        </div>
      ))}
    </dl>
  );
}
