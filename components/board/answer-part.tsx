import { answerId, answerSize, type Screen } from "#lib/board/screen.ts";

/** The question's place, its answer in a sentence or two, and at most three figures. */
export function AnswerPart({ screen, place }: { screen: Screen; place: string }) {
  const { id, title, agenda, answer, figures } = screen;
  return (
    <div className="say">
      <p className="item">
        {place} {title}
        {agenda ? (
          <span>
            {" "}
            Agenda {agenda.position}
            {agenda.title === title ? "" : `: ${agenda.title}`}
          </span>
        ) : null}
      </p>
      <h2 className={`answer ${answerSize(answer)}`} id={answerId(id)}>
        {set(answer)}
      </h2>
      {figures.length > 0 ? (
        <dl className="figs num">
          {figures.map(({ value, label, worse }) => (
            <div key={label} className={[worse ? "worse" : "", value.length > 6 ? "wordy" : ""].join(" ").trim()}>
              <dt>{label}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      ) : null}
    </div>
  );
}

/** Set as type is set: a curled apostrophe, and no line that ends between a day and its month. */
function set(words: string): string {
  return words.replaceAll("'", "\u2019").replace(/(\d) (?=[A-Z][a-z]+ \d{4})/g, "$1\u00a0");
}
