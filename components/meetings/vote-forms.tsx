import { Button } from "#components/ui/button.tsx";
import { CheckboxGroup, RadioGroup } from "#components/ui/choice-fields.tsx";
import { Form } from "#components/ui/form.tsx";
import type { FormAction } from "#lib/forms/state.ts";
import { type Vote, votes, voteWords } from "#lib/meetings/minute.ts";
import { votesSeen } from "#lib/meetings/voting.ts";

type Room = {
  voters: readonly { personId: string; name: string }[];
  cast: readonly { personId: string; vote: Vote; version: number }[];
};
/** What the reader may record of the votes on one question: those given in the room, and their own. */
export type Ballot = { room?: Room; own?: { cast: Vote | undefined } };

/** How far the votes had come when the form was drawn. */
export function hiddenOf({ room }: Ballot): Record<string, number> {
  return room ? { seen: votesSeen(room.cast) } : {};
}

function RoomFields({ voters, cast }: Room) {
  return votes.map((vote) => (
    <CheckboxGroup
      key={vote}
      name={vote}
      label={voteWords[vote]}
      across
      options={voters.map(({ personId, name }) => ({ value: personId, label: name }))}
      defaultValue={cast.filter((one) => one.vote === vote).map(({ personId }) => personId)}
    />
  ));
}

function OwnField({ cast }: { cast: Vote | undefined }) {
  return (
    <RadioGroup
      name="vote"
      label="Your vote"
      across
      options={votes.map((value) => ({ value, label: voteWords[value] }))}
      defaultValue={cast}
    />
  );
}

const roomSays = ({ cast }: Room) => (cast.length > 0 ? "Change the votes" : "Record the votes");
const ownSays = (cast: Vote | undefined) =>
  cast ? `Your vote: ${voteWords[cast].toLowerCase()}. Change it` : "Record your own vote";

type Here = {
  ballot: Ballot;
  /** The words of the form's own button, which the return key presses too. */
  otherwise: string;
};

/** Within the form of the answer that the votes carry, each part with a button of its own: what is typed beside it stays. */
export function VotesHere({ ballot: { room, own }, otherwise }: Here) {
  if (!room && !own) return null;
  return (
    <>
      <button type="submit" hidden>
        {otherwise}
      </button>
      {room ? (
        <details>
          <summary>{roomSays(room)}</summary>
          <div className="form">
            <RoomFields {...room} />
            <div className="form-actions">
              <Button type="submit" name="save" value="votes">
                Save the votes
              </Button>
            </div>
          </div>
        </details>
      ) : null}
      {own ? (
        <details>
          <summary>{ownSays(own.cast)}</summary>
          <div className="form">
            <OwnField cast={own.cast} />
            <div className="form-actions">
              <Button type="submit" name="save" value="own-vote">
                Save my vote
              </Button>
            </div>
          </div>
        </details>
      ) : null}
    </>
  );
}

type Props = { decisionId: string; ballot: Ballot; actions: { votes: FormAction; own: FormAction } };

/** The same where the reader does not record the answer, or it is recorded already. */
export function VoteForms({ decisionId, ballot, actions }: Props) {
  const { room, own } = ballot;
  return (
    <>
      {room ? (
        <details>
          <summary>{roomSays(room)}</summary>
          <Form
            action={actions.votes}
            submit="Save the votes"
            variant="plain"
            hidden={{ decisionId, ...hiddenOf(ballot) }}
            id={`votes-${decisionId}`}
          >
            <RoomFields {...room} />
          </Form>
        </details>
      ) : null}
      {own ? (
        <details>
          <summary>{ownSays(own.cast)}</summary>
          <Form
            action={actions.own}
            submit="Save my vote"
            variant="plain"
            hidden={{ decisionId }}
            id={`own-vote-${decisionId}`}
          >
            <OwnField cast={own.cast} />
          </Form>
        </details>
      ) : null}
    </>
  );
}
