// SPDX-License-Identifier: EUPL-1.2
// Shows what needs a passkey where the browser knows passkeys, and says so where one was not used.
for (const part of document.querySelectorAll(".comity-passkey")) part.hidden = !window.PublicKeyCredential;
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const words = document.getElementById("passkey-error");
  if (words) words.hidden = false;
});
