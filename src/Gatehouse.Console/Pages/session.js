(function () {
  "use strict";
  var at = document.currentScript, prefix = new URL(".", at.src).pathname;
  var warn = +(at.getAttribute("data-warn") || 120), poll = 60, box, popup;
  function say(text, label, act) {
    if (!box) {
      box = document.createElement("div");
      box.setAttribute("role", "alertdialog");
      box.setAttribute("aria-live", "assertive");
      box.style.cssText = "position:fixed;right:1rem;bottom:1rem;z-index:2147483647;max-width:22rem;padding:1rem;border:1px solid #888;border-radius:8px;background:Canvas;color:CanvasText;font:16px/1.4 system-ui,sans-serif;box-shadow:0 2px 12px #0005";
    }
    box.textContent = text + " ";
    var button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.onclick = act;
    box.appendChild(button);
    document.body.appendChild(box);
  }
  function done() {
    if (box) { box.remove(); }
    if (popup && !popup.closed) { popup.close(); }
    popup = null;
  }
  function signIn() { popup = open(prefix + "sign-in?return=" + encodeURIComponent(prefix + "account"), "gatehouse", "popup,width=480,height=640"); next(2); }
  function stay() { ask("POST"); }
  function next(seconds) { clearTimeout(next.timer); next.timer = setTimeout(ask, seconds * 1000); }
  function ask(method) {
    fetch(prefix + "session", { method: method === "POST" ? "POST" : "GET", headers: { Accept: "application/json", "X-Requested-With": "session.js" }, cache: "no-store" }).then(function (answer) {
      if (answer.status === 401) { say("{{ended}}", "{{sign-in}}", signIn); return next(popup ? 2 : poll); }
      if (!answer.ok) { return next(poll); }
      return answer.json().then(function (session) {
        var left = Math.min(session["idle-ends-in"], session["absolute-ends-in"]);
        if (left > warn) { done(); return next(Math.min(poll, left - warn)); }
        if (session["absolute-ends-in"] <= warn) { say("{{ends}}".replace("{seconds}", left), "{{sign-in}}", signIn); }
        else { say("{{ends}}".replace("{seconds}", left), "{{stay}}", stay); }
        next(Math.max(1, Math.min(10, left)));
      });
    }).catch(function () { next(poll); });
  }
  ask();
})();
