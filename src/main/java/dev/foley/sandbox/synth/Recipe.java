package dev.foley.sandbox.synth;

/** How one kind of sound is painted over a layer, however long that layer is. */
@FunctionalInterface
interface Recipe {

    void paint(Brush brush);
}
