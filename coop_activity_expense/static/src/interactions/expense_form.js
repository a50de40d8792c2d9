import {chosenFiles, sendReceipt} from "./receipt_sender";
import {Interaction} from "@web/public/interaction";
import {browser} from "@web/core/browser/browser";
import {registry} from "@web/core/registry";

/** Fields that are not a member's own words or choices. */
const NOT_KEPT = ["csrf_token", "key", "version", "tray", "file"];

/**
 * The form about an expense: sends photos as soon as they are taken, keeps what is typed
 * on the phone until it has arrived, and sends only once. Without it, everything goes
 * along with the form.
 */
export class ExpenseForm extends Interaction {
    static selector = ".o_coop_expense_form";
    dynamicContent = {
        _window: {
            "t-on-online": this.onOnline,
            // Back on a page that the browser kept, it may be sent again.
            "t-on-pageshow": () => (this.isSent = false),
        },
        _root: {
            "t-att-class": () => ({o_coop_expense_ready: true}),
            "t-on-input": this.keep,
            "t-on-change": this.keep,
            "t-on-submit": this.onSubmit,
        },
        "input[type=file]": {"t-on-change": this.onFileChange},
        ".o_coop_expense_offline": {
            "t-att-class": () => ({"d-none": !this.isOffline}),
        },
        ".o_coop_expense_restored": {
            "t-att-class": () => ({"d-none": !this.isRestored}),
        },
        ".o_coop_expense_restored button": {"t-on-click": this.startAfresh},
    };

    setup() {
        this.isSent = false;
        this.isOffline = false;
        this.isRestored = false;
        // Files that did not arrive, by the sign that stands for them.
        this.unsent = new Map();
        this.sending = Promise.resolve();
        this.chosenEl = this.el.querySelector(".o_coop_expense_chosen");
        this.errorEl = this.el.querySelector("#coop_receipt_error");
    }

    start() {
        const isArrived = document.querySelector(".o_coop_expense_arrived");
        if (this.el.dataset.fresh && !isArrived) {
            this.restore();
        }
    }

    // -- receipts --------------------------------------------------------------------

    async onFileChange(ev) {
        const chosen = chosenFiles(this.el, ev.target);
        // What is sent at once does not go along with the form.
        ev.target.value = "";
        this.errorEl.textContent = "";
        for (const {file, isTooLarge} of chosen) {
            if (isTooLarge) {
                this.tell(`${file.name} · ${this.el.dataset.tooLarge}`);
            } else {
                this.unsent.set(this.addSign(), file);
            }
        }
        await this.sendAll();
    }

    addSign() {
        const signEl = document.createElement("div");
        signEl.className = "o_coop_sending";
        signEl.innerHTML = '<i class="fa fa-spinner fa-spin" aria-hidden="true"></i>';
        this.insert(signEl, this.chosenEl);
        return signEl;
    }

    /** Send what did not arrive yet, each file once. */
    sendAll() {
        this.sending = this.sending.then(() => this.sendUnsent());
        return this.sending;
    }

    async sendUnsent() {
        for (const [signEl, file] of [...this.unsent]) {
            try {
                const shownEl = await this.waitFor(sendReceipt(this.el, file));
                this.unsent.delete(signEl);
                this.show(shownEl, signEl);
            } catch {
                this.isOffline = true;
                this.updateContent();
                return;
            }
        }
        this.isOffline = false;
        this.updateContent();
        this.keep();
    }

    show(shownEl, signEl) {
        for (const receiptEl of shownEl.querySelectorAll(".o_coop_receipt")) {
            const id = receiptEl.dataset.coopReceipt;
            // The same file again is there already.
            this.chosenEl.querySelector(`[data-coop-receipt="${id}"]`)?.remove();
            this.chosenEl.insertBefore(receiptEl, signEl);
        }
        signEl.remove();
        for (const toldEl of shownEl.querySelectorAll(".o_coop_told")) {
            this.tell(toldEl.textContent.trim());
        }
    }

    tell(sentence) {
        this.errorEl.textContent = `${this.errorEl.textContent} ${sentence}`.trim();
        this.errorEl.classList.add("d-block");
    }

    // -- sending ---------------------------------------------------------------------

    async onSubmit(ev) {
        if (this.isChecked) {
            this.isChecked = false;
            return;
        }
        ev.preventDefault();
        if (this.isSent) {
            return;
        }
        this.isSent = true;
        if (await this.waitFor(this.isReady())) {
            this.isChecked = true;
            this.el.requestSubmit(ev.submitter);
        } else {
            this.isSent = false;
        }
    }

    /** Whether everything can go now: a form sent without connection would be lost. */
    async isReady() {
        await this.sendAll();
        if (this.unsent.size) {
            return false;
        }
        try {
            await fetch("/web/health", {cache: "no-store"});
            this.isOffline = false;
        } catch {
            this.isOffline = true;
        }
        this.updateContent();
        return !this.isOffline;
    }

    onOnline() {
        if (this.unsent.size) {
            this.sendAll();
        }
        this.isOffline = Boolean(this.unsent.size);
    }

    // -- what is typed, kept on the phone --------------------------------------------

    /** A text, so that what was kept can be compared with what is there. */
    typed() {
        const values = [...new FormData(this.el)].filter(
            ([name, value]) => !NOT_KEPT.includes(name) && typeof value === "string",
        );
        return JSON.stringify(values);
    }

    keep() {
        const key = this.el.querySelector("[name=key]").value;
        const kept = JSON.stringify({key, typed: this.typed()});
        browser.localStorage.setItem(this.el.dataset.store, kept);
    }

    restore() {
        const kept = JSON.parse(browser.localStorage.getItem(this.el.dataset.store));
        if (!kept || kept.typed === this.typed()) {
            return;
        }
        const values = JSON.parse(kept.typed);
        for (const inputEl of this.el.elements) {
            if (inputEl.name && !NOT_KEPT.includes(inputEl.name)) {
                this.fill(inputEl, values);
            }
        }
        // The same key: should it have arrived all the same, it counts once.
        this.el.querySelector("[name=key]").value = kept.key;
        this.isRestored = true;
        this.updateContent();
    }

    fill(inputEl, values) {
        const own = values.filter(([name]) => name === inputEl.name);
        if (["checkbox", "radio"].includes(inputEl.type)) {
            inputEl.checked = own.some(([, value]) => value === inputEl.value);
            if (inputEl.checked) {
                inputEl.closest("details")?.setAttribute("open", "open");
            }
        } else if (own.length) {
            inputEl.value = own[0][1];
        }
    }

    startAfresh() {
        browser.localStorage.removeItem(this.el.dataset.store);
        window.location.reload();
    }
}

/** What has arrived is not kept on the phone any more. */
export class ExpenseArrived extends Interaction {
    static selector = ".o_coop_expense_arrived";

    setup() {
        for (const store of this.el.dataset.stores.split(" ")) {
            browser.localStorage.removeItem(store);
        }
    }
}

registry
    .category("public.interactions")
    .add("coop_activity_expense.expense_form", ExpenseForm)
    .add("coop_activity_expense.expense_arrived", ExpenseArrived);
