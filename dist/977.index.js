export const id = 977;
export const ids = [977];
export const modules = {

/***/ 38977:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   draw: () => (/* binding */ draw)
/* harmony export */ });
/* harmony import */ var echarts_charts__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(47670);
/* harmony import */ var echarts_charts__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(70809);
/* harmony import */ var echarts_charts__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(35478);
/* harmony import */ var echarts_components__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(87628);
/* harmony import */ var echarts_components__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3995);
/* harmony import */ var echarts_core__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(90354);
/* harmony import */ var echarts_core__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(54321);
/* harmony import */ var echarts_renderers__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(9833);




(0,echarts_core__WEBPACK_IMPORTED_MODULE_0__/* .use */ .Y)([echarts_charts__WEBPACK_IMPORTED_MODULE_1__/* .install */ .a, echarts_charts__WEBPACK_IMPORTED_MODULE_2__/* .install */ .a, echarts_charts__WEBPACK_IMPORTED_MODULE_3__/* .install */ .a, echarts_components__WEBPACK_IMPORTED_MODULE_4__/* .install */ .a, echarts_components__WEBPACK_IMPORTED_MODULE_5__/* .install */ .a, echarts_renderers__WEBPACK_IMPORTED_MODULE_6__/* .install */ .a]);
/** Draws a chart as SVG, `width` by `height` units. The same option gives the same shapes; ids count up. */
function draw(option, width, height) {
    const chart = (0,echarts_core__WEBPACK_IMPORTED_MODULE_7__/* .init */ .Ts)(null, null, { renderer: 'svg', ssr: true, width, height });
    try {
        chart.setOption({ animation: false, ...option });
        return chart.renderToSVGString();
    }
    finally {
        // A chart that lives keeps a timer, and so the process.
        chart.dispose();
    }
}


/***/ })

};
