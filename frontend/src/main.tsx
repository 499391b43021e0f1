import { render } from "preact";
import { App } from "./app/App";
import { tidyLocation } from "./app/address";
import { keepTranslatedTrue } from "./app/translated";
import "./design/style.css";

tidyLocation();

const root = document.getElementById("app");
if (root) {
  keepTranslatedTrue(root);
  render(<App />, root);
}
