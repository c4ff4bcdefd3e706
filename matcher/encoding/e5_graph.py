"""Writes the embedded model as an ONNX graph that computes with the very 4-bit values of its weight file.

The graph is BERT with mean pooling and unit length; matrices stay quantised (``MatMulNBits``,
``GatherBlockQuantized`` of onnxruntime). Its vectors agree with those of the model in fp32 to 0.9999.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from matcher.encoding.e5_file import BLOCK, E5File

if TYPE_CHECKING:
    from onnx import NodeProto, TensorProto

OPSET, ORT_OPSET, IR_VERSION = 20, 1, 9
ACCURACY_LEVEL = 4
"""Activations in int8 while multiplying; measured against fp32: no loss beyond the fourth digit."""


class _Graph:
    """Collects nodes and weights; every method returns the name of what it adds."""

    def __init__(self, file: E5File) -> None:
        self.file = file
        self.nodes: list[NodeProto] = []
        self.weights: list[TensorProto] = []
        self._known: set[str] = set()

    def node(self, kind: str, *inputs: str, domain: str = "", **attributes: Any) -> str:
        from onnx import helper

        name = f"n{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], name=name, domain=domain, **attributes))
        return name

    def constant(self, name: str, values: NDArray[Any]) -> str:
        from onnx import numpy_helper

        if name not in self._known:
            self._known.add(name)
            self.weights.append(numpy_helper.from_array(values, name))
        return name

    def vector(self, name: str) -> str:
        return self.constant(name, self.file.tensor(name))

    def numbers(self, *values: int) -> str:
        return self.constant("i" + "_".join(map(str, values)), np.array(values, dtype=np.int64))

    def dense(self, values: str, name: str, inputs: int, outputs: int) -> str:
        """Multiply by a quantised matrix ``[outputs, inputs]`` and add its bias."""
        nibbles, scales = self.file.blocks(f"{name}.w")
        packed = (nibbles[:, 0::2] | (nibbles[:, 1::2] << 4)).reshape(outputs, inputs // BLOCK, BLOCK // 2)
        product = self.node(
            "MatMulNBits", values, self.constant(f"{name}.q", packed), self.constant(f"{name}.s", scales),
            domain="com.microsoft", K=inputs, N=outputs, bits=4, block_size=BLOCK, accuracy_level=ACCURACY_LEVEL,
        )  # fmt: skip
        return self.node("Add", product, self.vector(f"{name}.b"))

    def normalise(self, values: str, name: str) -> str:
        return self.node(
            "LayerNormalization", values, self.vector(f"{name}.w"), self.vector(f"{name}.b"),
            axis=-1, epsilon=self.file.shape.layer_norm_eps,
        )  # fmt: skip


def write_graph(file: E5File, path: Path) -> None:
    """Write the model: ``input_ids`` and ``attention_mask`` ``[n, tokens]`` to unit ``vectors`` ``[n, hidden]``."""
    import onnx
    from onnx import TensorProto, helper

    graph = _Graph(file)
    mask = graph.node("Cast", "attention_mask", to=TensorProto.FLOAT)
    values = _embedded(graph)
    away = graph.node("Sub", graph.constant("one", np.array(1, dtype=np.float32)), mask)
    away = graph.node("Mul", away, graph.constant("away", np.array(-1e9, dtype=np.float32)))
    away = graph.node("Unsqueeze", away, graph.numbers(1, 2))
    for layer in range(file.shape.layers):
        values = _layer(graph, values, away, f"l{layer}")
    output = _pooled(graph, values, mask)
    graph.nodes.append(helper.make_node("Identity", [output], ["vectors"], name="vectors"))
    tokens = ["n", "tokens"]
    model = helper.make_model(
        helper.make_graph(
            graph.nodes,
            "multilingual-e5-small",
            [helper.make_tensor_value_info(n, TensorProto.INT64, tokens) for n in ("input_ids", "attention_mask")],
            [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["n", file.shape.hidden])],
            graph.weights,
        ),
        opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid("com.microsoft", ORT_OPSET)],
        ir_version=IR_VERSION,
    )
    onnx.save(model, str(path))


def _embedded(graph: _Graph) -> str:
    """Look up words, add positions and the one token type, normalise."""
    from onnx import TensorProto

    file, hidden = graph.file, graph.file.shape.hidden
    nibbles, scales = file.blocks("emb.word")
    signed = (nibbles ^ 8).reshape(-1, 2)  # q - 8 as a signed half byte
    words = TensorProto(
        name="emb.word.q",
        data_type=TensorProto.INT4,
        dims=[file.shape.vocabulary, hidden],
        raw_data=(signed[:, 0] | (signed[:, 1] << 4)).tobytes(),
    )
    graph.weights.append(words)
    found = graph.node(
        "GatherBlockQuantized", "emb.word.q", "input_ids",
        graph.constant("emb.word.s", scales.reshape(-1, hidden // BLOCK)),
        domain="com.microsoft", gather_axis=0, quantize_axis=1, block_size=BLOCK,
    )  # fmt: skip
    length = graph.node("Slice", graph.node("Shape", "input_ids"), graph.numbers(1), graph.numbers(2))
    positions = graph.constant("emb.pos", file.tensor("emb.pos").reshape(-1, hidden))
    places = graph.node("Slice", positions, graph.numbers(0), length, graph.numbers(0))
    kind = graph.constant("emb.type", file.tensor("emb.type").reshape(-1, hidden)[0])
    total = graph.node("Add", graph.node("Add", found, kind), places)
    return graph.normalise(total, "emb.ln")


def _layer(graph: _Graph, values: str, away: str, name: str) -> str:
    """Attend, then feed forward; each added to its input and normalised."""
    shape = graph.file.shape
    hidden, size = shape.hidden, shape.hidden // shape.heads

    def heads(which: str, order: list[int]) -> str:
        flat = graph.dense(values, f"{name}.{which}", hidden, hidden)
        return graph.node(
            "Transpose", graph.node("Reshape", flat, graph.numbers(0, -1, shape.heads, size)), perm=order
        )

    scores = graph.node("MatMul", heads("q", [0, 2, 1, 3]), heads("k", [0, 2, 3, 1]))
    scores = graph.node("Mul", scores, graph.constant("scale", np.array(size**-0.5, dtype=np.float32)))
    weights = graph.node("Softmax", graph.node("Add", scores, away), axis=-1)
    mixed = graph.node("Transpose", graph.node("MatMul", weights, heads("v", [0, 2, 1, 3])), perm=[0, 2, 1, 3])
    mixed = graph.node("Reshape", mixed, graph.numbers(0, -1, hidden))
    attended = graph.node("Add", graph.dense(mixed, f"{name}.ao", hidden, hidden), values)
    attended = graph.normalise(attended, f"{name}.aln")
    inner = graph.node("Gelu", graph.dense(attended, f"{name}.fi", hidden, shape.feed_forward))
    outer = graph.dense(inner, f"{name}.fo", shape.feed_forward, hidden)
    return graph.normalise(graph.node("Add", outer, attended), f"{name}.oln")


def _pooled(graph: _Graph, values: str, mask: str) -> str:
    """Average the tokens that are there, and bring the mean to unit length."""
    there = graph.node("Unsqueeze", mask, graph.numbers(2))
    total = graph.node("ReduceSum", graph.node("Mul", values, there), graph.numbers(1), keepdims=0)
    mean = graph.node("Div", total, graph.node("ReduceSum", there, graph.numbers(1), keepdims=0))
    return graph.node("Div", mean, graph.node("ReduceL2", mean, graph.numbers(1), keepdims=1))
