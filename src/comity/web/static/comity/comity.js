// SPDX-License-Identifier: EUPL-1.2
// Starts the components of the vendored libraries; marks that scripts run.
import { initAll } from "../vendor/govuk/govuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
initAll();
