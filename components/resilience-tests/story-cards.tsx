import { When } from "#components/ui/as-at.tsx";
import { Card } from "#components/ui/card.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { type State, StateMark } from "#components/ui/state-mark.tsx";
import type { listEvents, listParticipants } from "#lib/resilience-tests/queries/record.ts";
import {
  type Coverage,
  coverageOf,
  coverageWords,
  type EventKind,
  eventKindWords,
  shiftWords,
} from "#lib/resilience-tests/resilience-test.ts";

const coverageStates: Record<Coverage, State> = {
  covered: "ok",
  "not-covered": "bad",
  "not-tested": "unknown",
  "not-known": "unknown",
};

export function PeopleCard({ groups }: { groups: Awaited<ReturnType<typeof listParticipants>> }) {
  return (
    <Card title="Who took part" flush>
      {groups.length === 0 ? (
        <Empty missing="Not recorded." means="Nobody can tell which shifts and roles were tried." />
      ) : (
        <ul className="list">
          {groups.map((group) => {
            const coverage = coverageOf(group);
            return (
              <li key={group.id}>
                <div className="grow">
                  {group.who}
                  <small>{shiftWords[group.shift]}</small>
                </div>
                <span className="b nowrap">
                  {group.expected === null ? group.tookPart : `${group.tookPart} of ${group.expected}`}
                </span>
                <StateMark state={coverageStates[coverage]}>{coverageWords[coverage]}</StateMark>
              </li>
            );
          })}
        </ul>
      )}
    </Card>
  );
}

const eventStates: Record<EventKind, State> = { card: "info", response: "ok", problem: "bad" };

export function StoryCard({ events }: { events: Awaited<ReturnType<typeof listEvents>> }) {
  return (
    <Card title="What happened" aside="UK local time" flush>
      {events.length === 0 ? (
        <Empty missing="No event is recorded." means="The result stands without the story that explains it." />
      ) : (
        <ol className="list top">
          {events.map((event) => (
            <li key={event.id}>
              <span className="b">
                <When when={event.at} show="time" />
              </span>
              <span className="grow">{event.says}</span>
              <StateMark state={eventStates[event.kind]}>{eventKindWords[event.kind]}</StateMark>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
