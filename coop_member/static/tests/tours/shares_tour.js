import {registry} from "@web/core/registry";

/** Nothing sticks out of the screen. */
function fits() {
    const {scrollWidth, clientWidth} = document.documentElement;
    if (scrollWidth > clientWidth) {
        throw new Error(`The page is ${scrollWidth} px wide on ${clientWidth} px.`);
    }
}

/** The code is large enough for another phone to scan it from this one. */
function checkCode() {
    fits();
    const {width} = document.querySelector(".o_coop_qr img").getBoundingClientRect();
    if (width < 200) {
        throw new Error(`The code is ${width} px wide.`);
    }
}

/** Only what is for the college that was chosen is offered. */
function checkOffers() {
    fits();
    const offered = [...document.querySelectorAll("[name=share]")].filter((el) =>
        el.checkVisibility(),
    );
    if (offered.length !== 2) {
        throw new Error(`${offered.length} choices instead of none and one.`);
    }
}

/** The link leads to a file that is saved; tests get it as HTML, for it is quicker. */
async function checkCertificate({anchor}) {
    const response = await fetch(anchor.href);
    const headers = Object.fromEntries(response.headers);
    const isFile = headers["content-disposition"].startsWith("attachment");
    if (!isFile || headers["content-type"] !== "application/pdf") {
        throw new Error(JSON.stringify(headers));
    }
    const text = await response.text();
    if (!text.includes("Camille Martin") || text.includes("Noor Vidal")) {
        throw new Error(text);
    }
}

registry.category("web_tour.tours").add("coop_shares_join", {
    steps: () => [
        {
            content: "Take part as an entrepreneur",
            trigger: "label.o_coop_join_card:contains('Entrepreneurs')",
            run: "click",
        },
        {
            content: "Apply for oneself",
            trigger: "label:has(input[value='person'])",
            run: "click",
        },
        {
            content: "Enter a name",
            trigger: "input[name='name']",
            run: "edit Camille Martin",
        },
        {
            content: "Enter an address",
            trigger: "input[name='email']",
            run: "edit camille@example.org",
        },
        {
            content: "Tell why",
            trigger: "textarea[name='motivation']",
            run: "edit I would like to bake bread for the whole town.",
        },
        {
            content: "Support shares are not for entrepreneurs",
            trigger: ".o_coop_join_shares",
            run: checkOffers,
        },
        {
            content: "Choose the other ones",
            trigger: "label.o_coop_join_card:contains('Share A')",
            run: "click",
        },
        {
            content: "Too few of them",
            trigger: "input[name='quantity']:visible",
            run: "edit 2",
        },
        {
            content: "Their amount is shown",
            trigger: "output:contains('30.00')",
        },
        {
            content: "Agree",
            trigger: "input[name='consent']",
            run: "check",
        },
        {
            content: "Send",
            trigger: "form.o_coop_join_form button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The number is marked, and all is kept; enter enough",
            trigger:
                "form:has(textarea:value('I would like')) #join_quantity_error:contains('10 at least')",
            run: () => {
                fits();
                document.querySelector("input[name='quantity']").value = "12";
            },
        },
        {
            content: "Send again",
            trigger: "form.o_coop_join_form button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "One step is left",
            trigger: "#wrap:contains('camille@example.org')",
            run: fits,
        },
    ],
});

registry.category("web_tour.tours").add("coop_shares_pay", {
    steps: () => [
        {
            content: "Shares wait to be paid",
            trigger: "[data-coop-item=shares_to_pay]:contains('180.00')",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The code can be scanned",
            trigger: ".o_coop_pay:contains('CAPITAL-') .o_coop_qr img",
            run: checkCode,
        },
        {
            content: "The subscription may be cancelled, and is not",
            trigger: ".o_coop_pay summary:contains('Cancel my subscription')",
            run: "click",
        },
        {
            content: "It takes another tap",
            trigger: ".o_coop_pay button:contains('Yes, cancel it'):visible",
            run: fits,
        },
    ],
});

registry.category("web_tour.tours").add("coop_shares_certificate", {
    steps: () => [
        {
            content: "Nothing is to be paid any more; open the shares",
            trigger:
                "body:not(:has([data-coop-item=shares_to_pay])) .o_coop_tiles [data-coop-item=shares]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "The shares are there, under their number",
            trigger: ".o_coop:contains('12 shares') [data-coop-move]:contains('no. 1')",
            run: fits,
        },
        {
            content: "Download the certificate",
            trigger: "[data-coop-certificate]",
            run: checkCertificate,
        },
        {
            content: "Subscribe more",
            trigger: "a[href='/my/coop/shares/subscribe']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "How many",
            trigger: "input[name='quantity']",
            run: "edit 4",
        },
        {
            content: "Their amount is shown; agree",
            trigger: ".o_coop_share_form:has(output:contains('60.00')) #coop_agree",
            run: "check",
        },
        {
            content: "Send",
            trigger: ".o_coop_share_form button[type='submit']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "It is to be paid",
            trigger: ".o_coop:has(.o_coop_thanks) .o_coop_pay:contains('60.00')",
            run: checkCode,
        },
    ],
});
