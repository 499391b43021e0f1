import { useState } from "preact/hooks";
import { plainDate } from "../../app/time";
import { deviceZone } from "../../platform/device";
import { Card, SelectField } from "../../design";
import { helplines as w } from "@words/about";
import { language } from "@words/language";
import type { HelpLine } from "../../platform/help";
import { countries, countryOf, dial } from "./countries";

type About = NonNullable<HelpLine["about"]>;

const GROUPS: readonly About[] = ["violence", "despair", "own-behaviour"];

/** The help lines of a country. The country is guessed from this device's time zone and is not stored. */
export function Helplines() {
  const all = countries();
  const [chosen, setChosen] = useState(() => countryOf(deviceZone(), all));
  const country = all[chosen];
  const options = Object.entries(all)
    .map(([value, { name }]) => ({ value, label: name }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
  return (
    <Card title={w.title} tone="sage" class="stack">
      <SelectField
        label={w.country}
        hint={w.countryHint}
        value={chosen}
        onChange={setChosen}
        options={[{ value: "", label: w.elsewhere }, ...options]}
      />
      <dl class="help stack">
        <div>
          <dt>{w.emergency}</dt>
          <dd>{country ? w.emergencyIn(country.emergency) : w.emergencyElsewhere}</dd>
        </div>
      </dl>
      {country && GROUPS.map((about) => <Group key={about} about={about} lines={country.lines} />)}
      <dl class="help stack">
        {w.everywhere.map((line) => (
          <div key={line.name}>
            <dt>{line.name}</dt>
            <dd>
              {line.text}
              {"links" in line &&
                line.links.map((url) => (
                  <a key={url} class="tall block" href={url} rel="noreferrer">
                    {bare(url)}
                  </a>
                ))}
            </dd>
          </div>
        ))}
      </dl>
      <p class="soft small">{w.change}</p>
    </Card>
  );
}

/** The help lines about one topic, under its heading. Shows nothing for a topic without help lines. */
function Group({ about, lines }: { about: About; lines: readonly HelpLine[] }) {
  const found = lines.filter((line) => (line.about ?? "violence") === about);
  if (found.length === 0) return null;
  return (
    <section class="stack-s">
      <h3>{w.groups[about]}</h3>
      <dl class="help stack">
        {found.map((line) => (
          <Line key={line.name} line={line} />
        ))}
      </dl>
    </section>
  );
}

function Line({ line }: { line: HelpLine }) {
  return (
    <div>
      <dt>{line.name}</dt>
      <dd>
        {line.phone && (
          <a class="dial" href={dial(line.phone)}>
            {line.phone}
          </a>
        )}
        {line.for}
        {line.url && (
          <a class="tall block" href={line.url} rel="noreferrer">
            {bare(line.url)}
          </a>
        )}
        <span class="soft small block">{w.about(line.hours, line.languages.join(", "), plainDate(line.checked))}</span>
      </dd>
    </div>
  );
}

/** Return a web address without "https://www." and the last slash, as people say it. */
function bare(url: string): string {
  return url.replace(/^https:\/\/(www\.)?/, "").replace(/\/$/, "");
}
