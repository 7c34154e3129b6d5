"use client";

import { Go } from "#components/ui/go.tsx";
import { type Band, bandShade } from "#components/ui/score.tsx";

export type HeatCell = {
  likelihood: number;
  impact: number;
  score: number;
  band: Band;
  count: number;
  href?: string;
  selected?: boolean;
};

type HeatMapProps = {
  caption: string;
  /** From 1 up, lowest first. */
  likelihoods: readonly string[];
  impacts: readonly string[];
  cells: readonly HeatCell[];
  /** ["risk", "risks"] */
  noun: readonly [one: string, many: string];
};

/** Likelihood up, impact across. An empty cell keeps its colour and is not a link. */
export function HeatMap({ caption, likelihoods, impacts, cells, noun }: HeatMapProps) {
  const at = new Map(cells.map((cell) => [`${cell.likelihood}/${cell.impact}`, cell]));
  const rows = likelihoods.map((word, index) => ({ word, likelihood: index + 1 })).reverse();
  return (
    <table className="heat num">
      <caption className="sr">{caption}</caption>
      <tbody>
        {rows.map(({ word, likelihood }) => (
          <tr key={word}>
            <th scope="row">{word}</th>
            {impacts.map((impactWord, index) => {
              const cell = at.get(`${likelihood}/${index + 1}`);
              return cell ? (
                <Cell key={impactWord} cell={cell} words={`${word}, ${impactWord}`} noun={noun} />
              ) : (
                <td key={impactWord} />
              );
            })}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td />
          {impacts.map((word) => (
            <th key={word} scope="col">
              {word}
            </th>
          ))}
        </tr>
      </tfoot>
    </table>
  );
}

function Cell({ cell, words, noun }: { cell: HeatCell; words: string; noun: readonly [string, string] }) {
  const { count, score, href, selected, band } = cell;
  const says = `${count} ${count === 1 ? noun[0] : noun[1]}. ${words}. Score ${score}, ${band}.`;
  const shown = (
    <>
      <span className="sr">{says}</span>
      <span aria-hidden="true">{count > 0 ? count : ""}</span>
      <i aria-hidden="true">{score}</i>
    </>
  );
  return (
    <td className={`${bandShade[band]} ${selected ? "selected" : ""}`}>
      {href && count > 0 ? (
        <Go className="cell" href={href} aria-current={selected ? "true" : undefined}>
          {shown}
        </Go>
      ) : (
        <span className="cell">{shown}</span>
      )}
    </td>
  );
}

/** The four bands in words, for the foot of the picture. */
export function BandKey({ bands }: { bands: readonly { band: Band; says: string }[] }) {
  return (
    <>
      {bands.map(({ band, says }) => (
        <span className="key" key={band}>
          <i className={bandShade[band]} />
          {says}
        </span>
      ))}
    </>
  );
}
