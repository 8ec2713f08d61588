
(function () {
  "use strict";
  document.querySelectorAll("[data-does]").forEach(function (element) {
    var does = element.getAttribute("data-does");
    if (does === "copy" && !navigator.clipboard) { return; }
    if (does === "back" && history.length < 2) { return; }
    element.hidden = false;
    element.addEventListener("click", function (event) {
      event.preventDefault();
      if (does === "back") { history.back(); }
      if (does === "copy") {
        navigator.clipboard.writeText(element.getAttribute("data-text")).then(function () {
          element.textContent = element.getAttribute("data-done");
        });
      }
      if (does === "again") {
        fetch(element.href, { cache: "reload", credentials: "same-origin" }).catch(function () { }).then(function () { location.replace(element.href); });
      }
    });
  });
})();
