import {registry} from "@web/core/registry";

const count = (selector) => document.querySelectorAll(selector).length;

function expect(isSo, what) {
    if (!isSo) {
        throw new Error(`Not so: ${what}`);
    }
}

registry.category("web_tour.tours").add("coop_member_gift_network", {
    steps: () => [
        {
            content: "The picture is drawn",
            trigger: ".o_coop_network_ready svg circle.o_coop_node",
            run: () => {
                expect(count("circle.o_coop_node") === 500, "500 members");
                expect(count(".o_coop_node_commons") === 1, "the commons");
                expect(count(".o_coop_line") > 100, "lines");
                const circles = [...document.querySelectorAll("circle.o_coop_node")];
                const places = circles.map((one) =>
                    [one.getAttribute("cx"), one.getAttribute("cy")].join(),
                );
                expect(new Set(places).size === 500, "each has a place of its own");
                expect(!places.some((place) => place.includes("NaN")), "real places");
            },
        },
        {
            content: "A larger minimum leaves fewer lines",
            trigger: ".o_coop_network select[name=minimum]",
            run: "select 120",
        },
        {
            content: "Find a member",
            trigger: ".o_coop_network input[name=search]",
            run: "edit person 123",
        },
        {
            trigger: ".o_coop_network_search .dropdown-item:contains(Person 123)",
            run: "click",
        },
        {
            content: "Who is near stands out, the others fade",
            trigger: ".o_coop_network_side h2:contains(Person 123)",
            run: () => {
                expect(count("circle.o_coop_chosen") === 1, "one is chosen");
                expect(count("circle.o_coop_dim") > 400, "the others are dim");
            },
        },
        {
            content: "The same in words",
            trigger: ".o_coop_network button[name=as_list]",
            run: "click",
        },
        {
            trigger: ".o_coop_network_list tbody tr:nth-child(501)",
        },
        {
            trigger: ".o_coop_network input[name=commons]",
            run: "click",
        },
        {
            content: "Without the commons",
            trigger: ".o_coop_network_list:not(:has(tbody tr:nth-child(501)))",
        },
        {
            trigger: ".o_coop_network button[name=open_member]",
            run: "click",
        },
        {
            trigger: ".o_form_view .o_breadcrumb:contains(Person 123), .o_form_view",
        },
    ],
});
