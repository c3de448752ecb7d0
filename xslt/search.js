/* The search of a site: Pagefind finds the pages; here are found the speeches in them, the best first.
   A speech counts the more, the more of the words it has, the closer together, and the better its page is. */

const PAGES = 24, SHOWN = 30, AROUND = 14;
const strings = JSON.parse(document.getElementById("strings").textContent);
const form = document.getElementById("search"), told = document.getElementById("told"), hits = document.getElementById("hits");
const input = document.getElementById("words"), filters = document.getElementById("filters");
let pagefind, turn = 0;

const bare = (word) => word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

/* Words that begin alike for most of their length are forms of one: farmer, farmers, farming. */
const alike = (word, wanted) => {
  if (word === wanted) return 1;
  let same = 0;
  while (same < Math.min(word.length, wanted.length) && word[same] === wanted[same]) same++;
  return same >= 3 && same >= 0.75 * Math.max(word.length, wanted.length) ? 0.6 : 0;
};

/* The parts of a page: from one element with an id to the next; of those the speeches, and what is before them. */
const partsOf = (page) => {
  const marks = page.anchors.filter((each) => /(^|\.)sp(-\w+)?[\w-]*$/.test(each.id)).sort((one, other) => one.location - other.location);
  return [{ id: "", location: 0 }, ...marks].map((mark, at, all) => ({
    id: mark.id, number: at, from: mark.location, to: all[at + 1] ? all[at + 1].location : Infinity }));
};

/* How well a stretch of words answers the question: which of the wanted words it has, how well, and how close. */
const score = (words, part, wanted, locations) => {
  const inside = locations.filter((at) => at >= part.from && at < part.to);
  if (!inside.length) return null;
  const best = wanted.map(() => 0), found = [];
  for (const at of inside) {
    for (const word of words[at] || []) {
      wanted.forEach((want, number) => {
        const fit = alike(word, want);
        if (fit) { best[number] = Math.max(best[number], fit); found.push([at, number]); }
      });
    }
  }
  const covered = best.reduce((sum, each) => sum + each, 0) / wanted.length;
  let close = Infinity;
  for (const [at, number] of found) {
    const seen = new Set([number]);
    for (const [other, another] of found) {
      if (other >= at && !seen.has(another)) {
        seen.add(another);
        if (seen.size === best.filter(Boolean).length) { close = Math.min(close, other - at); break; }
      }
    }
  }
  const length = Math.min(part.to, words.length) - part.from;
  return { at: found.length ? Math.min(...found.map(([at]) => at)) : inside[0],
           value: covered * covered * (1 + 1 / (1 + (close === Infinity ? 40 : close) / wanted.length)) + 0.1 / Math.log2(4 + length),
           marked: new Set(found.map(([at]) => at)) };
};

const show = (page, part, hit, raw) => {
  const item = document.createElement("li"), link = document.createElement("a"), text = document.createElement("p");
  link.className = "title";
  link.href = page.url.replace(/^\//, "") + (part.id ? "#" + part.id : "");
  link.textContent = page.meta.title + (part.id ? ", " + part.number : "");
  text.className = "excerpt";
  const from = Math.max(part.from, hit.at - AROUND), to = Math.min(part.to, raw.length, hit.at + 2 * AROUND);
  if (from > part.from) text.append("… ");
  for (let at = from; at < to; at++) {
    const word = hit.marked.has(at) ? document.createElement("mark") : document.createTextNode("");
    word.textContent = raw[at];
    text.append(word, " ");
  }
  if (to < Math.min(part.to, raw.length)) text.append("…");
  const facts = document.createElement("p");
  facts.className = "facts";
  facts.textContent = ["year", "genre", "archive"].flatMap((name) => page.filters[name] || []).join(" · ");
  item.append(link, text, facts);
  return item;
};

const chosen = () => Object.fromEntries([...filters.querySelectorAll("select")].filter((each) => each.value).map((each) => [each.name, each.value]));

/* The pages that have all the words; if there are none, those that have one, the pages with more of them first. */
const find = async (question) => {
  const found = await pagefind.search(question, { filters: chosen() });
  const words = question.includes('"') ? [] : question.split(/\s+/);
  if (found.results.length || words.length < 2) return found;
  const pages = new Map();
  for (const word of words) {
    for (const result of (await pagefind.search(word, { filters: chosen() })).results) {
      const before = pages.get(result.id);
      pages.set(result.id, { ...result, score: result.score + (before ? before.score + 1 : 0) });
    }
  }
  return { results: [...pages.values()].sort((one, other) => other.score - one.score) };
};

const search = async () => {
  const mine = ++turn, question = input.value.trim();
  const address = new URL(location.href);
  address.search = question ? new URLSearchParams({ q: question, ...chosen() }).toString() : "";
  history.replaceState(null, "", address);
  hits.replaceChildren();
  told.textContent = "";
  if (!question) return;
  const found = await find(question.replace(/[“”„]/g, '"'));
  const pages = await Promise.all(found.results.slice(0, PAGES).map(async (result) => ({ rank: result.score, page: await result.data() })));
  if (mine !== turn) return;
  const wanted = [...new Set(question.split(/[\s-]+/).map(bare).filter(Boolean))];
  const best = Math.max(...pages.map((each) => each.rank), 1e-9);
  const all = pages.flatMap(({ rank, page }) => {
    const raw = page.raw_content.split(/\s+/), words = raw.map((word) => [bare(word), ...word.split(/[-’']/).map(bare)].filter(Boolean));
    return partsOf(page).map((part) => ({ page, part, raw, hit: score(words, part, wanted, page.locations) }))
      .filter((each) => each.hit).map((each) => ({ ...each, value: each.hit.value + 0.2 * rank / best }));
  }).sort((one, other) => other.value - one.value);
  const shown = all.slice(0, SHOWN);
  told.textContent = found.results.length ? strings.hits.replace("{n}", found.results.length).replace("{m}", shown.length) : strings["no-hits"];
  hits.append(...shown.map((each) => show(each.page, each.part, each.hit, each.raw)));
};

const offer = async () => {
  const given = new URLSearchParams(location.search), all = await pagefind.filters();
  for (const name of ["year", "genre", "archive"]) {
    const values = Object.entries(all[name] || {});
    if (values.length < 2) continue;
    const label = document.createElement("label"), list = document.createElement("select");
    list.name = name;
    list.append(new Option(strings.everything, ""));
    values.sort(([one], [other]) => one.localeCompare(other)).forEach(([value, number]) => list.append(new Option(`${value} (${number})`, value)));
    list.value = given.get(name) || "";
    list.addEventListener("change", search);
    label.append(strings[name], list);
    filters.append(label);
  }
  input.value ||= given.get("q") || "";  // somebody may have begun to type
};

const start = async () => {
  try {
    const [first, ...others] = JSON.parse(document.getElementById("shares").textContent).map((share) => new URL(`pagefind/${share}/`, import.meta.url).href);
    pagefind = await import(`${first}pagefind.js`);
    await pagefind.options({ baseUrl: "/", excerptLength: 20 });
    await pagefind.init();
    await Promise.all(others.map((share) => pagefind.mergeIndex(share, { baseUrl: "/" })));
    await offer();
  } catch {
    told.textContent = strings["search-disk"];
    return;
  }
  form.addEventListener("submit", (event) => { event.preventDefault(); search(); });
  input.addEventListener("input", () => { clearTimeout(input.wait); input.wait = setTimeout(search, 250); });
  await search();
};

start();
