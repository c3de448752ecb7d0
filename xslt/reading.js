/* What a reader gains with a script; without it the page reads the same. Words come from the page, in its language. */
"use strict";
(() => {
  const words = JSON.parse(document.getElementById("strings").textContent);
  const text = document.getElementById("text");
  const speeches = [...text.querySelectorAll(".sp")];
  const status = make("p", { className: "status", role: "status" });
  const tools = document.getElementById("tools");

  function make(name, properties = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(properties)) {
      if (key in element) element[key] = value;
      else element.setAttribute(key, value);
    }
    element.append(...children);
    return element;
  }

  const say = (message) => { status.textContent = message; };

  /* Labels as printed, or full names. */
  function names() {
    if (!speeches.some((speech) => speech.querySelector(".name[data-name]"))) return;
    const box = make("input", { type: "checkbox", id: "full" });
    box.addEventListener("change", () => text.classList.toggle("full", box.checked));
    tools.append(make("span", { className: "tool" }, box, make("label", { htmlFor: "full" }, words.full)));
  }

  /* One speaker's words alone. */
  function filter() {
    const voices = new Map();
    for (const speech of speeches) {
      const name = speech.querySelector(".name");
      const voice = name.dataset.name || name.textContent.replace(/\s*[:.]$/, "");
      speech.dataset.voice = voice;
      voices.set(voice, (voices.get(voice) || 0) + 1);
    }
    if (voices.size < 2) return;
    const choice = make("select", { id: "voice" }, make("option", { value: "" }, words.everybody));
    for (const [voice, count] of voices) choice.append(make("option", { value: voice }, `${voice} (${count})`));
    choice.addEventListener("change", () => {
      for (const speech of speeches) speech.hidden = choice.value !== "" && speech.dataset.voice !== choice.value;
      text.classList.toggle("filtered", choice.value !== "");
      say(choice.value ? `${choice.value}: ${voices.get(choice.value)}` : words.everybody);
    });
    addEventListener("hashchange", () => { /* a speech that is asked for is shown, whoever speaks it */
      const wanted = document.getElementById(location.hash.slice(1));
      if (!wanted || !wanted.closest(".sp[hidden]")) return;
      choice.value = "";
      choice.dispatchEvent(new Event("change"));
      wanted.scrollIntoView();
    });
    tools.append(make("span", { className: "tool" }, make("label", { htmlFor: "voice" }, words.speaker), choice));
  }

  /* Words in the text, marked without touching it. */
  function find() {
    if (!("highlights" in CSS)) return;
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      ::highlight(found) { background: color-mix(in srgb, var(--accent) 25%, transparent); }
      ::highlight(here) { background: var(--accent); color: var(--paper); }`);
    document.adoptedStyleSheets.push(sheet);
    const field = make("input", { type: "search", id: "find", autocomplete: "off", spellcheck: false });
    let hits = [];
    let at = -1;
    const look = () => {
      CSS.highlights.delete("found");
      CSS.highlights.delete("here");
      hits = [];
      at = -1;
      const wanted = field.value.trim().toLowerCase();
      if (wanted.length < 2) return say("");
      const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, (node) =>
        node.parentElement.checkVisibility() ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_REJECT);
      for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const content = node.data.toLowerCase();
        for (let place = content.indexOf(wanted); place >= 0; place = content.indexOf(wanted, place + wanted.length)) {
          const range = new Range();
          range.setStart(node, place);
          range.setEnd(node, place + wanted.length);
          hits.push(range);
        }
      }
      CSS.highlights.set("found", new Highlight(...hits));
      say(words.found.replace("{n}", hits.length));
    };
    const go = (step) => {
      if (!hits.length) return;
      at = (at + step + hits.length) % hits.length;
      CSS.highlights.set("here", new Highlight(hits[at]));
      hits[at].startContainer.parentElement.scrollIntoView({ block: "center" });
      say(`${at + 1} / ${hits.length}`);
    };
    field.addEventListener("input", look);
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter") { event.preventDefault(); go(event.shiftKey ? -1 : 1); }
    });
    tools.append(make("span", { className: "tool" }, make("label", { htmlFor: "find" }, words.find), field));
  }

  async function copy(what) {
    try {
      await navigator.clipboard.writeText(what);
      say(words.copied);
    } catch {
      say(what); /* from disk some browsers forbid it: then it can be read, and copied by hand */
    }
  }

  const address = (id) => `${location.href.split("#")[0]}#${id}`;

  /* Beside the number of a speech that is pointed at or focused: its link, and its citation. */
  function cite() {
    const cited = document.getElementById("cite-chicago").textContent.trim();
    const link = make("button", { type: "button" }, words.link);
    const citation = make("button", { type: "button" }, words.citation);
    const menu = make("span", { className: "menu" }, link, citation);
    let speech = null;
    const show = (event) => {
      const over = event.target.closest(".sp");
      if (!over || over === speech) return;
      speech = over;
      speech.querySelector(".speaker").append(menu);
    };
    text.addEventListener("mouseover", show);
    text.addEventListener("focusin", show);
    link.addEventListener("click", () => copy(address(speech.id)));
    citation.addEventListener("click", () => {
      const number = speech.querySelector(".n").textContent;
      copy(`${cited} ${words.speech} ${number}, ${address(speech.id)}`);
    });
    for (const block of document.querySelectorAll(".cite dd, .cite pre")) {
      const button = make("button", { type: "button" }, words.copy);
      const whole = block.textContent;
      button.addEventListener("click", () => copy(whole.trim()));
      if (block.localName === "dd") block.append(button);
      else block.after(button);
    }
  }

  /* Up and down from speech to speech, once one's number has the focus. */
  function walk() {
    text.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1, j: 1, k: -1 }[event.key];
      if (!step || !event.target.classList.contains("n") || event.ctrlKey || event.metaKey || event.altKey) return;
      const shown = speeches.filter((speech) => !speech.hidden);
      const next = shown[shown.indexOf(event.target.closest(".sp")) + step];
      if (!next) return;
      event.preventDefault();
      next.querySelector(".n").focus();
      next.scrollIntoView({ block: "nearest" });
    });
  }

  if (speeches.length) { names(); filter(); cite(); walk(); }
  find();
  tools.append(status);
  tools.hidden = false;
})();
