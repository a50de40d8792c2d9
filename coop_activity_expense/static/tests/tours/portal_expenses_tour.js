import {registry} from "@web/core/registry";

/** Fail when something makes the page wider than the window. */
function fits() {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) {
        throw new Error(`${scrollWidth} px, not ${clientWidth}`);
    }
}

/** A photo as a phone takes it, of the till receipt of a shop. */
async function photo(shop) {
    const canvasEl = document.createElement("canvas");
    canvasEl.width = 1200;
    canvasEl.height = 1600;
    const context = canvasEl.getContext("2d");
    context.fillStyle = "#f6f3ea";
    context.fillRect(0, 0, canvasEl.width, canvasEl.height);
    context.fillStyle = "#222";
    context.font = "80px sans-serif";
    context.fillText(shop, 100, 200);
    const blob = await new Promise((resolve) => canvasEl.toBlob(resolve, "image/jpeg"));
    return new File([blob], `${shop}.jpg`, {type: "image/jpeg"});
}

/** Choose photos in the field of this step, as the phone's camera does. */
function take(...shops) {
    return async function () {
        const chosen = new DataTransfer();
        for (const shop of shops) {
            chosen.items.add(await photo(shop));
        }
        this.anchor.files = chosen.files;
        this.anchor.dispatchEvent(new Event("change", {bubbles: true}));
    };
}

/** Steps that count what a finger does: `taps` and fields `typed` of a tour. */
class Effort {
    constructor() {
        this.taps = 0;
        this.typed = 0;
    }

    tap(content, trigger, more = {}) {
        this.taps += 1;
        return {content, trigger, run: "click", ...more};
    }

    /** The tap that opens the camera. */
    take(content, trigger, ...shops) {
        this.taps += 1;
        return {content, trigger, run: take(...shops)};
    }

    type(content, trigger, text) {
        this.typed += 1;
        return {content, trigger, run: `edit ${text}`};
    }

    within(content, trigger, taps, typed) {
        return {
            content: `${content}: ${this.taps} taps, ${this.typed} fields typed`,
            trigger,
            run: () => {
                if (this.taps > taps || this.typed > typed) {
                    throw new Error(`${this.taps} taps, ${this.typed} fields typed`);
                }
                fits();
            },
        };
    }
}

const LEAVES = {expectUnloadPage: true};

registry.category("web_tour.tours").add("coop_expense_one_receipt", {
    url: "/my/coop",
    steps: () => {
        const effort = new Effort();
        return [
            effort.tap("An expense", "[data-coop-item=expense_new]", LEAVES),
            effort.take(
                "Take the photo",
                ".o_coop_expense_ready .o_coop_expense_camera input:not(:visible)",
                "Chat",
            ),
            {
                content: "It is safe at once, and the form fits the phone",
                trigger: ".o_coop_expense_chosen:has(input[name=receipt]:checked)",
                run: fits,
            },
            effort.type("The amount", "input[name=amount]", "18,40"),
            effort.tap("What for", ".o_coop_gift_chip:contains('Restaurant')"),
            effort.tap("Done", ".o_coop_expense_send button[value=submit]", LEAVES),
            effort.within(
                "Sent",
                "body:has(.o_coop_thanks:contains('Your adviser looks at it next')) .o_coop_expense:contains('18.40')",
                5,
                2,
            ),
        ];
    },
});

registry.category("web_tour.tours").add("coop_expense_tray", {
    url: "/my/coop/expenses",
    steps: () => [
        {
            content: "Several receipts",
            trigger: "a[name=receipts]",
            run: "click",
            ...LEAVES,
        },
        {
            content: "Drop them all at once",
            trigger: ".o_coop_expense_ready input[multiple]:not(:visible)",
            run: take("Oak", "Lime", "Birch"),
            ...LEAVES,
        },
        {
            content: "They wait",
            trigger: "body:has(.o_coop_thanks) [name=waiting]:contains('3 receipts')",
            run: fits,
        },
        {
            content: "Complete the first",
            trigger: "a[name=complete]",
            run: "click",
            ...LEAVES,
        },
        {
            content: "It is chosen; type an amount that is none",
            trigger:
                ".o_coop_expense_form:has(.o_coop_expense_chosen :checked) input[name=amount]",
            run: "edit twelve",
        },
        {
            content: "What for: something else",
            trigger: ".o_coop_expense_categories summary",
            run: "click",
        },
        {
            content: "Dues",
            trigger: ".o_coop_gift_chip:contains('Dues')",
            run: "click",
        },
        {
            content: "Save, and the next one",
            trigger: "button[value=more]",
            run: "click",
            ...LEAVES,
        },
        {
            content: "A sentence beside the field; nothing is lost",
            trigger:
                "body:has(#coop_amount_error:contains('such as 12.50')):has(.o_coop_expense_chosen :checked):has(.o_coop_gift_chip:contains('Dues') :checked) input[name=amount]",
            run: "edit 12",
        },
        {
            content: "Once more",
            trigger: "button[value=more]",
            run: "click",
            ...LEAVES,
        },
        {
            content: "The next one is chosen",
            trigger:
                "body:has(.o_coop_thanks):has(.o_coop_expense_chosen :checked) input[name=amount]",
            run: "edit 7.30",
        },
        {
            content: "Taxi",
            trigger: ".o_coop_gift_chip:contains('Taxi')",
            run: "click",
        },
        {
            content: "Keep it for later",
            trigger: "button[value=later]",
            run: "click",
            ...LEAVES,
        },
        {
            content: "Both are there, and one receipt still waits",
            trigger:
                "body:has([name=next_receipt]:contains('One receipt')) .o_coop_expense:contains('19.30')",
            run: fits,
        },
        {
            content: "Send the claim",
            trigger: "[name=actions] button:contains('Send')",
            run: "click",
            ...LEAVES,
        },
        {
            content: "Sent",
            trigger: ".o_coop_thanks:contains('Your adviser looks at it next')",
            run: fits,
        },
    ],
});

registry.category("web_tour.tours").add("coop_expense_offline", {
    url: "/my/coop/expenses/new",
    steps: () => [
        {
            content: "The connection breaks",
            trigger: ".o_coop_expense_ready",
            run: () => {
                window.coopFetch = window.fetch;
                window.fetch = () => Promise.reject(new TypeError("Failed to fetch"));
            },
        },
        {
            content: "A photo",
            trigger: ".o_coop_expense_camera input:not(:visible)",
            run: take("Tunnel"),
        },
        {
            content: "It says so",
            trigger: ".o_coop_expense_offline:contains('No connection')",
            run: fits,
        },
        {
            content: "The amount",
            trigger: "input[name=amount]",
            run: "edit 33",
        },
        {
            content: "What for",
            trigger: ".o_coop_gift_chip:contains('Taxi')",
            run: "click",
        },
        {
            content: "Send: it stays",
            trigger: "button[value=submit]",
            run: "click",
        },
        {
            content: "The connection is back: the photo goes by itself",
            trigger: ".o_coop_expense_offline:contains('No connection')",
            run: () => {
                window.fetch = window.coopFetch;
                window.dispatchEvent(new Event("online"));
            },
        },
        {
            content: "It is there",
            trigger: ".o_coop_expense_chosen:has(input[name=receipt]:checked)",
        },
        {
            content: "The page is lost before anything is sent",
            trigger: "body:not(:has(.o_coop_expense_offline:visible))",
            run: () => window.location.reload(),
            ...LEAVES,
        },
        {
            content: "All is here again",
            trigger:
                "body:has(.o_coop_expense_restored:visible):has(input[name=receipt]:checked):has(.o_coop_gift_chip:contains('Taxi') :checked) input[name=amount]:value('33')",
            run: fits,
        },
        {
            content: "Send it",
            trigger: "button[value=submit]",
            run: "click",
            ...LEAVES,
        },
        {
            content: "Sent",
            trigger: ".o_coop_thanks:contains('Your adviser looks at it next')",
            run: () => {
                const kept = Object.keys(window.localStorage);
                if (kept.some((name) => name.startsWith("coop-expense-"))) {
                    throw new Error("It is still kept on the phone");
                }
            },
        },
    ],
});
