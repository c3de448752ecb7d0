// What Zotero's own translators make of a page and of its citations. In, on stdin: {"page": html, "citations": {name: text}};
// out, on the last line of stdout: {"page": [item …], name: [item …] …}.
const { readFileSync } = require("fs");
const { referenceImport } = require("zotero-translators");
const { JSDOM, VirtualConsole } = require("jsdom");

// As when a reader presses the browser's button: the first translator that knows the page reads it.
async function itemsOfPage(html) {
  const page = new JSDOM(html, { url: "https://edition.invalid/", virtualConsole: new VirtualConsole() });
  const web = new Zotero.Translate.Web();
  web.setDocument(page.window.document);
  web.setTranslator((await web.getTranslators())[0]);
  return web.translate({ libraryID: false });
}

(async () => {
  const { page, citations } = JSON.parse(readFileSync(0, "utf8"));
  const read = { page: await itemsOfPage(page) };
  for (const [name, text] of Object.entries(citations)) read[name] = await referenceImport(text);
  process.stdout.write("\n" + JSON.stringify(read) + "\n");
})();
