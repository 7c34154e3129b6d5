import { Card } from "#components/ui/card.tsx";
import { SelectField } from "#components/ui/choice-fields.tsx";
import { DateField } from "#components/ui/date-fields.tsx";
import { Disclosure } from "#components/ui/disclosure.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Form } from "#components/ui/form.tsx";
import { Go } from "#components/ui/go.tsx";
import { formatDate } from "#lib/dates.ts";
import type { FormAction } from "#lib/forms/state.ts";
import { counts, posts, postWords } from "#lib/meetings/committee.ts";
import type { Committee, Member } from "#lib/meetings/queries/committees.ts";

type Props = {
  committee: Pick<Committee, "id" | "version" | "quorum">;
  members: readonly Member[];
  /** Only for whoever may change the committee. */
  acts?: {
    appoint: FormAction;
    release: FormAction;
    people: readonly (readonly [id: string, name: string])[];
    today: string;
    /** The post that is about to end. */
    ending: string | undefined;
  };
};

export function MembersCard({ committee, members, acts }: Props) {
  const now = members.filter((member) => member.untilOn === null);
  const before = members.filter((member) => member.untilOn !== null);
  const voting = now.filter((member) => counts(member.post)).length;
  const ending = now.find((member) => member.id === acts?.ending);
  return (
    <Card title="Posts" aside={`${voting} voting, quorum ${committee.quorum}`} flush id="posts">
      {now.length === 0 ? (
        <Empty
          missing="Nobody holds a post."
          means="Its meetings are called by its chair, deputy chair or secretary, so one of them is appointed first."
        />
      ) : (
        <ul className="list">
          {now.map((member) => (
            <li key={member.id}>
              <div className="grow">
                <b>{member.name}</b>
                <small>
                  {postWords[member.post]}, from {formatDate(member.fromOn, "short")}
                </small>
              </div>
              {acts ? (
                <Go
                  href={`/meetings/committees/${committee.id}?end=${member.id}#end-post`}
                  aria-label={`End the post of ${member.name}`}
                >
                  End
                </Go>
              ) : null}
            </li>
          ))}
          {before.map((member) => (
            <li key={member.id} className="muted">
              <div className="grow">
                {member.name}
                <small>
                  {postWords[member.post]}, {formatDate(member.fromOn, "short")} to{" "}
                  {member.untilOn ? formatDate(member.untilOn, "short") : ""}
                </small>
              </div>
            </li>
          ))}
        </ul>
      )}
      {acts && ending ? (
        <div className="pad">
          <Form
            id="end-post"
            action={acts.release}
            submit={`End the post of ${ending.name}`}
            variant="alarm"
            hidden={{ id: committee.id, version: committee.version, memberId: ending.id }}
          >
            <p>
              The post ends now, and every right that came of it. In a meeting that is going on they leave at this
              moment.
            </p>
          </Form>
        </div>
      ) : null}
      {acts ? (
        <div className="pad">
          <Disclosure label="Appoint somebody">
            <Form
              id="appoint"
              action={acts.appoint}
              submit="Appoint them"
              variant="plain"
              hidden={{ id: committee.id, version: committee.version }}
            >
              <SelectField
                name="personId"
                label="Who"
                empty="Choose"
                options={acts.people.map(([value, label]) => ({ value, label }))}
              />
              <SelectField
                name="post"
                label="Post"
                hint="A chair, deputy or member is counted for the quorum and votes."
                empty="Choose"
                options={posts.map((value) => ({ value, label: postWords[value] }))}
              />
              <DateField name="fromOn" label="From" defaultValue={formatDate(acts.today)} />
            </Form>
          </Disclosure>
        </div>
      ) : null}
    </Card>
  );
}
